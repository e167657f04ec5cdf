/// What `quire-raster` is to make of a stream of raster pages.
public struct RasterInstructions: Codable, Hashable, Sendable {
    /// image/pwg-raster, image/urf, application/vnd.cups-raster, image/x-portable-anymap or, to be repeated only,
    /// application/vnd.hp-pcl.
    public var from: String
    /// application/pdf, image/pwg-raster, image/urf, application/PCLm, application/vnd.cups-raster,
    /// application/vnd.hp-pcl; the same as ``from`` repeats the pages as they are.
    public var to: String
    /// Dots an inch, of anymaps, which do not say.
    public var resolution: Int
    /// black_1, sgray_8, srgb_8, cmyk_8; `nil` keeps what the pages have.
    public var colorSpace: String?
    public var sides = "one-sided"
    public var sheetBack = "normal"
    /// How often all pages are sent, set by set: they are kept in a temporary file meanwhile.
    public var sets = 1
    /// How often each page is sent before the next.
    public var pageCopies = 1
    /// The sheet that anymaps were drawn for.
    public var media: SheetSize?
    public var quality = 4
    public var mediaType = ""
    public var mediaSource = ""

    public init(from: String, to: String, resolution: Int = 300) {
        self.from = from
        self.to = to
        self.resolution = resolution
    }
}
