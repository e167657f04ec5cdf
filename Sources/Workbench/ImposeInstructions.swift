/// What `quire-impose` is to do with a PDF: everything that can be done to pages without drawing them.
///
/// Lengths are in points (1/72 inch). What is `nil` or empty changes nothing.
public struct ImposeInstructions: Codable, Hashable, Sendable {
    /// The sheet to impose on; `nil` leaves every page on the size it has.
    public var media: SheetSize?
    /// Pages of the document that are wanted, as first and last, both counted from 1, in this order ("page-ranges").
    public var pageRanges: [PageRange] = []
    /// Pages on one side: 1, 2, 4, 6, 8, 9, 10, 12, 15, 16 ("number-up").
    public var numberUp = 1
    /// "presentation-direction-number-up": where the pages go on a side; `toright-tobottom` is usual.
    public var layout = "toright-tobottom"
    /// "page-border" as of CUPS: none, single, single-thick, double, double-thick.
    public var border = "none"
    /// "imposition-template": two-sided sheets to be folded in the middle.
    public var booklet = false
    /// "print-scaling": auto, auto-fit, fill, fit, none.
    public var scaling = "auto"
    /// A scale in percent of the natural size, as of CUPS' "scaling" and "natural-scaling"; `nil` when not asked.
    public var scalePercent: Int?
    /// "x-image-position" and the like: where a page lies that is smaller than the sheet.
    public var position = "center"
    /// "orientation-requested": 3 portrait, 4 landscape, 5 reverse landscape, 6 reverse portrait; `nil` when not asked.
    public var orientation: Int?
    /// Turn pages so that they use the sheet best; `false` keeps them as they are.
    public var autoRotate = true
    /// Mirrored, for transparencies and textiles.
    public var mirror = false
    /// "sides", for where blank backs are needed and where a booklet folds.
    public var sides = "one-sided"
    /// Copies to make in the document itself; 1 where the device makes them.
    public var copies = 1
    /// Copies set by set (`true`) or page by page.
    public var collated = true
    /// "page-set" of CUPS: all, odd, even.
    public var pageSet = "all"
    /// Last page first ("page-delivery", CUPS' "outputorder").
    public var reversed = false
    /// Different treatment of some pages ("overrides", PWG 5100.6).
    public var overrides: [PageOverride] = []
    /// A text across every page.
    public var watermark: Watermark?
    /// PDF files, by descriptor (5, 6, …), with a sheet to print before the document and one to print after it.
    public var startSheet: Int32?
    public var endSheet: Int32?
    /// For encrypted documents ("document-password"); at most 1023 octets.
    public var password: String?
    /// Written into the document's metadata, such as finishings that a file cannot have.
    public var metadata: [String: String] = [:]

    public init() {}
}

/// A sheet and what of it a device can print on, in points.
public struct SheetSize: Codable, Hashable, Sendable {
    public var width: Double
    public var height: Double
    public var left: Double
    public var bottom: Double
    public var right: Double
    public var top: Double
    /// A PWG self-describing name (PWG 5101.1), such as `iso_a4_210x297mm`; empty when it has none.
    public var name: String

    public init(
        width: Double, height: Double, left: Double = 0, bottom: Double = 0, right: Double = 0, top: Double = 0,
        name: String = ""
    ) {
        self.width = width
        self.height = height
        self.left = left
        self.bottom = bottom
        self.right = right
        self.top = top
        self.name = name
    }
}

/// Pages from `first` to `last`, both included, counted from 1.
public struct PageRange: Codable, Hashable, Sendable {
    public var first: Int
    /// `Int32.max` for "to the end".
    public var last: Int

    public init(_ first: Int, _ last: Int) {
        self.first = first
        self.last = last
    }
}

/// What is different for some pages of the document.
public struct PageOverride: Codable, Hashable, Sendable {
    public var pages: [PageRange]
    public var media: SheetSize?
    public var orientation: Int?
    public var sides: String?

    public init(pages: [PageRange], media: SheetSize? = nil, orientation: Int? = nil, sides: String? = nil) {
        self.pages = pages
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
