import CPoppler
import Raster
import Workbench

/// The instructions, understood: what they have in words is here in the types of `Raster`.
struct RenderOrder {
    let format: OutputFormat
    let options: RasterFormat.Options
    let resolution: Resolution
    let pixels: PixelFormat
    let sides: Sides
    let sheetBack: SheetBack
    let edges: quire_edges
    let quality: PrintQuality?
    let workers: Int
    /// How often each sheet is sent.
    let copies: Int
    let words: RenderInstructions

    /// Throws an internal error for what no parent of ours should ask for.
    init(_ words: RenderInstructions) throws {
        guard let format = OutputFormat(rawValue: words.format) else { throw Self.refused("format", words.format) }
        guard let pixels = PixelFormat(keyword: words.colorSpace) else {
            throw Self.refused("color space", words.colorSpace)
        }
        guard (72...2400).contains(words.resolutionX), (72...2400).contains(words.resolutionY) else {
            throw Self.refused("resolution", "\(words.resolutionX)x\(words.resolutionY)")
        }
        guard let sides = Sides(rawValue: words.sides) else { throw Self.refused("sides", words.sides) }
        guard let sheetBack = SheetBack(rawValue: words.sheetBack) else {
            throw Self.refused("sheet back", words.sheetBack)
        }
        self.words = words
        (self.format, self.pixels, self.sides, self.sheetBack) = (format, pixels, sides, sheetBack)
        resolution = Resolution(crossFeed: words.resolutionX, feed: words.resolutionY)
        quality = PrintQuality(rawValue: words.quality)
        edges = Self.edges(pixels, antialias: words.antialias, quality)
        workers = min(max(words.workers, 1), 16)
        copies = min(max(words.pageCopies, 1), 9999)
        var options = RasterFormat.Options()
        options.sheetBack = sheetBack
        if let stripHeight = words.stripHeight { options.stripHeight = stripHeight }
        self.options = options
    }

    /// In black and white a grey edge would be dithered to crumbs.
    private static func edges(_ pixels: PixelFormat, antialias: Bool, _ quality: PrintQuality?) -> quire_edges {
        if pixels == .black1 || !antialias { return QUIRE_HARD }
        return quality == .draft ? QUIRE_HARD_SHAPES : QUIRE_SMOOTH
    }

    private static func refused(_ what: String, _ value: String) -> Problem {
        Problem(.internalError, "quire-render knows no \(what) \"\(value.prefix(40))\"")
    }
}
