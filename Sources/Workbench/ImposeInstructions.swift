/// What `quire-impose` is to do with a PDF: everything that can be done to pages without drawing them.
///
/// Lengths are in points (1/72 inch). What is `nil` or empty changes nothing.
public struct ImposeInstructions: Codable, Hashable, Sendable {
    public var mode = Mode.impose
    /// The sheet to impose on; `nil` leaves every page on the size it has.
    public var media: SheetSize?
    /// Pages of the document that are wanted, as first and last, both counted from 1, in this order ("page-ranges").
    public var pageRanges: [PageRange] = []
    /// Pages on one side, 1 to 64 ("number-up"); 2, 3, 4, 6, 8, 9, 10, 12, 15 and 16 are usual.
    public var numberUp = 1
    /// "presentation-direction-number-up": where the pages go on a side; `toright-tobottom` is usual.
    public var layout = "toright-tobottom"
    /// "page-border" as of CUPS: none, single, single-thick, double, double-thick.
    public var border = "none"
    /// "imposition-template": two-sided sheets to be folded in the middle. Then ``numberUp`` counts for nothing, and
    /// `two-sided-short-edge` is what they are printed with.
    public var booklet = false
    /// "print-scaling": auto, auto-fit, fill, fit, none.
    public var scaling = "auto"
    /// A scale in percent of the natural size, as of CUPS' "natural-scaling" (with several pages on a side: of what
    /// fits), 1 to 10000; `nil` when not asked. Counts instead of ``scaling``.
    public var scalePercent: Int?
    /// Where a page lies that is smaller than the sheet ("position" of CUPS, "x-image-position"): center, left, top,
    /// bottom-right ….
    public var position = "center"
    /// "orientation-requested": 3 portrait, 4 landscape, 5 reverse landscape, 6 reverse portrait; `nil` when not asked.
    public var orientation: Int?
    /// Turn pages so that they use the sheet best; `false` keeps them as they are. Not of those with an orientation.
    public var autoRotate = true
    /// Mirrored, for transparencies and textiles.
    public var mirror = false
    /// "sides", for where blank backs are needed and where a booklet folds.
    public var sides = "one-sided"
    /// Copies to make in the document itself; 1 where the device makes them.
    public var copies = 1
    /// Copies set by set (`true`) or page by page.
    public var collated = true
    /// "page-set" of CUPS: all, odd, even. Counts the sides that come out.
    public var pageSet = "all"
    /// Last sheet first ("page-delivery", CUPS' "outputorder"); fronts stay fronts.
    public var reversed = false
    /// Different treatment of some pages ("overrides", PWG 5100.6).
    public var overrides: [PageOverride] = []
    /// A text across every page.
    public var watermark: Watermark?
    /// PDF files, by descriptor (5, 6, …), with a sheet to print before the document and one to print after it. Once,
    /// whatever the copies, and on sheets of paper of their own.
    public var startSheet: Int32?
    public var endSheet: Int32?
    /// Octets of each of the PDF files that lie one behind the other in what is read, and that are printed as one
    /// document; none where it is one. Without passwords.
    public var parts: [Int64] = []
    /// Whether each of those begins on a sheet of its own ("multiple-document-handling": single-document-new-sheet).
    public var newSheets = false
    /// For encrypted documents ("document-password"); at most 1023 octets.
    public var password: String?
    /// Written into the document's metadata, such as finishings that a file cannot have.
    public var metadata: [String: String] = [:]

    public init() {}

    public enum Mode: String, Codable, Sendable {
        /// Writes the output.
        case impose
        /// Says how many pages and sheets would come out, and writes nothing.
        case plan
        /// Says how many pages the document has, and nothing else.
        case count
    }
}

extension ImposeInstructions {
    /// What is not said is as in ``init()``, so that a person or script need only write what differs.
    public init(from decoder: any Decoder) throws {
        self.init()
        let said = try decoder.container(keyedBy: CodingKeys.self)
        func take<Value: Decodable>(_ value: inout Value, _ key: CodingKeys) throws {
            value = try said.decodeIfPresent(Value.self, forKey: key) ?? value
        }
        func take<Value: Decodable>(_ value: inout Value?, _ key: CodingKeys) throws {
            value = try said.decodeIfPresent(Value.self, forKey: key)
        }
        try take(&mode, .mode)
        try take(&media, .media)
        try take(&pageRanges, .pageRanges)
        try take(&numberUp, .numberUp)
        try take(&layout, .layout)
        try take(&border, .border)
        try take(&booklet, .booklet)
        try take(&scaling, .scaling)
        try take(&scalePercent, .scalePercent)
        try take(&position, .position)
        try take(&orientation, .orientation)
        try take(&autoRotate, .autoRotate)
        try take(&mirror, .mirror)
        try take(&sides, .sides)
        try take(&copies, .copies)
        try take(&collated, .collated)
        try take(&pageSet, .pageSet)
        try take(&reversed, .reversed)
        try take(&overrides, .overrides)
        try take(&watermark, .watermark)
        try take(&startSheet, .startSheet)
        try take(&endSheet, .endSheet)
        try take(&parts, .parts)
        try take(&newSheets, .newSheets)
        try take(&password, .password)
        try take(&metadata, .metadata)
    }
}

/// What is different for some pages of the document.
public struct PageOverride: Codable, Hashable, Sendable {
    /// Counted from 1 in each document (PWG 5100.6 §4.1.1).
    public var pages: [PageRange]
    public var media: SheetSize?
    public var orientation: Int?
    public var sides: String?
    /// Which of several documents it is for (``ImposeInstructions/parts``), counted from 1; `nil` for each.
    public var documents: [PageRange]?

    public init(
        pages: [PageRange], media: SheetSize? = nil, orientation: Int? = nil, sides: String? = nil,
        documents: [PageRange]? = nil
    ) {
        self.pages = pages
        self.documents = documents
        self.media = media
        self.orientation = orientation
        self.sides = sides
    }
}

/// A text that is laid across pages, light and large.
public struct Watermark: Codable, Hashable, Sendable {
    public var text: String
    /// 0 (not to be seen) to 1.
    public var opacity: Double
    /// Over the page (`true`) or below it.
    public var isOver: Bool

    public init(text: String, opacity: Double = 0.2, isOver: Bool = true) {
        self.text = text
        self.opacity = opacity
        self.isOver = isOver
    }
}
