/// What `quire-text` is to set: a plain text, or a sheet about a job.
public struct TextInstructions: Codable, Hashable, Sendable {
    public var media: SheetSize
    /// What the text is written in, an IANA charset name, where somebody said so; `nil` finds out by looking. A byte
    /// order mark is believed before either.
    public var charset: String?
    /// The language of the document (RFC 5646), which chooses among the shapes of Chinese characters.
    public var language: String?
    /// Characters an inch ("cpi"), 1 to 100; `nil` for 10, or as many more (up to 15) as 80 columns need.
    public var charactersPerInch: Double?
    /// Lines an inch ("lpi"), 1 to 100; `nil` for 6, or a few more when 66 lines then fit on the page.
    public var linesPerInch: Double?
    /// Margins in points, of the text as it is read; `nil` for a quarter of an inch (left, right) and half of one (top,
    /// bottom), as CUPS has them, or what the device needs, whichever is more.
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
    /// For the header and the document's metadata; the ending of a file's name says which programming language it is.
    public var title = ""
    /// What the document was called, such as `text/x-csrc`: says which programming language it is, too.
    public var format = ""
    /// 3 portrait, 4 landscape, 5 reverse landscape, 6 reverse portrait. The page keeps the sheet's size; the text is
    /// turned on it.
    public var orientation = 3
    /// A font family of fontconfig; monospace unless told otherwise.
    public var font = "monospace"
    /// Instead of reading a text: a sheet of this template with these words.
    public var sheet: JobSheet?

    public init(media: SheetSize) { self.media = media }
}

/// A sheet about a job: a banner before or after it, or why it failed; or about a printer: its test page.
public struct JobSheet: Codable, Hashable, Sendable {
    /// standard, classified, confidential, secret, topsecret, unclassified ("job-sheets"), form, error, test.
    public var template: String
    /// The largest words: whose job it is; of a test page the printer's name.
    public var heading: String
    /// Below them: the job's name; of a test page where the printer is.
    public var subheading: String
    /// Label and value, in the order they are set: "Job", "paper-12" …
    public var lines: [Line]
    /// A text for the body, such as why the job failed.
    public var body: String
    /// On an error sheet: what the person can do now.
    public var advice: String

    public struct Line: Codable, Hashable, Sendable {
        public var label: String
        public var value: String
        public init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    public init(
        template: String, heading: String = "", subheading: String = "", lines: [Line] = [], body: String = "",
        advice: String = ""
    ) {
        self.template = template
        self.heading = heading
        self.subheading = subheading
        self.lines = lines
        self.body = body
        self.advice = advice
    }
}
