/// What became of a job's pages, as far as anybody counted them.
public struct PrintReport: Hashable, Sendable {
    /// The conversions it went through, in words for people; empty when the device got what was sent.
    public var plan: String
    /// Sides with something on them, of all copies ("job-impressions-completed").
    public var impressions: Int?
    /// "job-media-sheets-completed".
    public var sheets: Int?
    /// Of ``impressions``, those with colour ("job-impressions-completed-col").
    public var colorImpressions: Int?
    /// The same by document number, of those whose pages were begun; empty where nobody counted them one by one.
    public var documents: [Int: DocumentPages] = [:]
    /// Things that went another way than asked for, each a sentence.
    public var warnings: [String]

    public init(
        plan: String = "", impressions: Int? = nil, sheets: Int? = nil, colorImpressions: Int? = nil,
        warnings: [String] = []
    ) {
        self.plan = plan
        self.impressions = impressions
        self.sheets = sheets
        self.colorImpressions = colorImpressions
        self.warnings = warnings
    }
}

/// What became of the pages of one document.
public struct DocumentPages: Hashable, Sendable {
    /// As in ``PrintReport``.
    public var impressions: Int?
    public var sheets: Int?
    public var colorImpressions: Int?

    public init(impressions: Int? = nil, sheets: Int? = nil, colorImpressions: Int? = nil) {
        self.impressions = impressions
        self.sheets = sheets
        self.colorImpressions = colorImpressions
    }
}
