public import IPP

/// What became of a job's pages, as far as anybody counted them.
public struct PrintReport: Hashable, Sendable {
    /// The conversions it went through, in words for people; empty when the device got what was sent.
    public var plan: String
    /// Sides with something on them, of all copies ("job-impressions-completed").
    public var impressions: Int?
    /// "job-media-sheets-completed".
    public var sheets: Int?
    /// Sides that the device says it made of a job that did not come to its end.
    public var confirmedImpressions: Int?
    /// Of ``impressions``, those with colour ("job-impressions-completed-col").
    public var colorImpressions: Int?
    /// The same by document number, of those whose pages were begun; empty where nobody counted them one by one.
    public var documents: [Int: DocumentPages] = [:]
    /// What was done of what can be asked, as "copies-actual" and the like (PWG 5100.8); several values where documents
    /// differ.
    public var actual: [Attribute] = []
    /// What could not be done, of a job that was refused before its device had a say.
    public var fault: JobFault?
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

    /// As in ``PrintReport``, of this document.
    public var actual: [Attribute] = []

    public init(impressions: Int? = nil, sheets: Int? = nil, colorImpressions: Int? = nil) {
        self.impressions = impressions
        self.sheets = sheets
        self.colorImpressions = colorImpressions
    }
}

extension DocumentPages {
    /// As a document has them (PWG 5100.5 §9.1).
    public var attributes: [Attribute] {
        func count(_ name: String, _ number: Int) -> Attribute {
            Attribute(name, .integer(Int32(clamping: max(0, number))))
        }
        var attributes = actual
        if let impressions { attributes.append(count("impressions-completed", impressions)) }
        if let sheets { attributes.append(count("media-sheets-completed", sheets)) }
        if let color = colorImpressions, let all = impressions {
            let members = [count("full-color", color), count("monochrome", all - color)]
            attributes.append(Attribute("impressions-completed-col", .collection(members)))
        }
        return attributes
    }
}

extension Attribute {
    /// Adds the values that are not there yet to the attribute of the same name.
    public static func merge(_ more: [Attribute], into all: inout [Attribute]) {
        for attribute in more {
            guard let index = all.firstIndex(where: { $0.name == attribute.name }) else {
                all.append(attribute)
                continue
            }
            all[index].values += attribute.values.filter { !all[index].values.contains($0) }
        }
    }
}
