public import PrintModel

/// What was asked for that concerns the pages of a job: its attributes, and where they are silent what an administrator
/// set for the queue. Values that make no sense count as not given; who accepted the job has refused them already.
public struct JobOptions: Hashable, Sendable {
    /// 1 or more ("copies").
    public var copies = 1
    /// Whether copies come set by set ("multiple-document-handling", "sheet-collate").
    public var isCollated = true
    /// The size asked for; `nil` when nobody asked.
    public var media: MediaSize?
    /// What the queue has where nobody asks; `nil` when its administrator did not say.
    public var usualMedia: MediaSize?
    /// "media-type" and "media-source" of "media-col".
    public var mediaType = ""
    public var mediaSource = ""
    public var sides = "one-sided"
    /// "print-color-mode": auto, color, monochrome.
    public var colorMode = "auto"
    /// 3 draft, 4 normal, 5 high ("print-quality").
    public var quality = 4
    /// Dots an inch ("printer-resolution"); `nil` when nobody asked.
    public var resolution: Int?
    public var pageRanges: [ClosedRange<Int>] = []
    public var numberUp = 1
    public var layout = "toright-tobottom"
    public var border = "none"
    public var isBooklet = false
    /// "print-scaling"; `nil` when nobody asked.
    public var scaling: String?
    public var scalePercent: Int?
    public var position = "center"
    /// 3 portrait to 6 reverse portrait ("orientation-requested").
    public var orientation: Int?
    public var isMirrored = false
    public var pageSet = "all"
    public var isReversed = false
    public var overrides: [Override] = []
    public var watermark: String?
    /// "job-sheets": the template before the job, and the one after it; none for no sheet.
    public var startSheet = "none"
    public var endSheet = "none"
    /// What those sheets are printed on; `nil` for what the job is ("job-sheets-col").
    public var sheetMedia: MediaSize?
    /// Whether a page says why when the job cannot be printed ("job-error-sheet").
    public var wantsErrorSheet = false
    public var text = TextOptions()
    public var pixelsPerInch: Int?
    public var password: String?
    /// "finishings" that are more than `none`, as their numbers; also those that "finishings-col" names.
    public var finishings: [Int] = []
    /// "output-bin", "print-content-optimize", "print-rendering-intent"; empty when nobody asked.
    public var outputBin = ""
    public var contentOptimize = ""
    public var renderingIntent = ""
    /// Whether documents of a job are one ("multiple-document-handling": single-document).
    public var isOneDocument = false
    /// And whether each of them begins on a new sheet (single-document-new-sheet).
    public var beginsSheets = false

    /// What is different for some pages (PWG 5100.6).
    public struct Override: Hashable, Sendable {
        public var pages: [ClosedRange<Int>]
        /// Document numbers it is for; empty for all.
        public var documents: [ClosedRange<Int>]
        public var media: MediaSize?
        public var orientation: Int?
        public var sides: String?
    }

    /// How plain text is set (CUPS' names, lengths in points).
    public struct TextOptions: Hashable, Sendable {
        /// `nil` for what makes a page of 80 columns and 66 lines.
        public var charactersPerInch: Int?
        public var linesPerInch: Int?
        public var columns = 1
        public var wraps = true
        public var isPretty = false
        public var left: Int?
        public var right: Int?
        public var top: Int?
        public var bottom: Int?
        public var charset: String?
        public init() {}
    }

    public init() {}
}
