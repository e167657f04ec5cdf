/// What `quire-render` is to make of a PDF.
public struct RenderInstructions: Codable, Hashable, Sendable {
    /// image/pwg-raster, image/urf, application/PCLm, application/vnd.cups-raster, application/vnd.hp-pcl, image/jpeg,
    /// image/png, image/x-portable-anymap.
    public var format: String
    /// Dots an inch, 72 to 2400.
    public var resolutionX: Int
    public var resolutionY: Int
    /// black_1, sgray_8, srgb_8, cmyk_8 (PWG 5102.4 §4.3.2).
    public var colorSpace: String
    /// For the header of each page, and for turning the backs.
    public var sides = "one-sided"
    /// normal, flipped, rotated, manual-tumble ("pwg-raster-document-sheet-back").
    public var sheetBack = "normal"
    /// The sheet that pages are drawn on when it is not the page's own size.
    public var media: SheetSize?
    /// "print-quality": 3 draft, 4 normal, 5 high.
    public var quality = 4
    /// "media-type" and "media-source", for the header of each page.
    public var mediaType = ""
    public var mediaSource = ""
    /// How often each page is sent, for devices that take raster and make no copies: not collated, page by page.
    public var pageCopies = 1
    /// Copies that the device is told of in the header of each page; 1 for none.
    public var headerCopies = 1
    /// Only these pages; empty for all. For previews.
    public var pageRanges: [PageRange] = []
    /// Pages drawn at the same time, 1 to 16.
    public var workers = 1
    /// Text and lines with grey edges (`true`) or hard ones.
    public var antialias = true
    /// Lines of a strip of PCLm ("pclm-strip-height-preferred"); `nil` for 16, which every device takes.
    public var stripHeight: Int?
    /// For encrypted documents.
    public var password: String?

    public init(format: String, resolution: Int, colorSpace: String) {
        self.format = format
        resolutionX = resolution
        resolutionY = resolution
        self.colorSpace = colorSpace
    }
}
