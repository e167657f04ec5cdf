/// What `quire-text` is to set: a plain text, or a sheet about a job.
public struct TextInstructions: Codable, Hashable, Sendable {
    public var media: SheetSize
    /// What the text is written in, an IANA charset name; `nil` finds UTF-8 or ISO 8859-1 by looking.
    public var charset: String?
    /// Characters an inch ("cpi"), 1 to 100.
    public var charactersPerInch: Double = 10
    /// Lines an inch ("lpi"), 1 to 100.
    public var linesPerInch: Double = 6
    /// Margins in points; `nil` for half an inch or what the device needs, whichever is more.
    public var left: Double?
    public var right: Double?
    public var top: Double?
    public var bottom: Double?
    /// Columns of text on a page, 1 to 4.
    public var columns = 1
    /// Lines that are too long go on in the next one (`true`) or are cut off.
    public var wrap = true
    /// With a header, the page's number, and words of programs in bold ("prettyprint").
    public var prettyPrint = false
    /// For the header.
    public var title = ""
    /// 3 portrait, 4 landscape, 5 reverse landscape, 6 reverse portrait.
    public var orientation = 3
    /// A font family of fontconfig; monospace unless told otherwise.
    public var font = "monospace"
    /// Instead of reading a text: a sheet of this template with these words.
    public var sheet: JobSheet?

    public init(media: SheetSize) { self.media = media }
}

/// A sheet about a job: a banner before or after it, or why it failed.
public struct JobSheet: Codable, Hashable, Sendable {
    /// standard, none, classified, confidential, secret, topsecret, unclassified ("job-sheets"), form, error.
    public var template: String
    /// Label and value, in the order they are set: "Job", "paper-12" …
    public var lines: [Line]
    /// A text for the body, such as why the job failed.
    public var body: String

    public struct Line: Codable, Hashable, Sendable {
        public var label: String
        public var value: String
        public init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    public init(template: String, lines: [Line], body: String = "") {
        self.template = template
        self.lines = lines
        self.body = body
    }
}
