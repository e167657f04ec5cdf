import CPoppler
import Raster
import Workbench

/// Where a page comes to lie on the pixels of a sheet.
struct PageGeometry {
    let raster: RasterPage
    /// From points of the page to pixels of the sheet.
    let matrix: quire_matrix

    /// cairo draws no wider picture.
    static let widthMax = 32_767
    /// A0 at 1,200 dpi has 2.2 thousand million; a page of more takes minutes and is a mistake or an attack.
    static let pixelsMax = 2_500_000_000

    /// - Parameters:
    ///   - width, height: of the page, in points.
    ///   - totalPages: of the output, for the headers that tell it.
    init(_ order: RenderOrder, _ page: PagePlan.Page, width: Double, height: Double, totalPages: Int) throws {
        guard width.isFinite, height.isFinite, width > 0, height > 0 else {
            throw Problem(.documentFormatError, "page \(page.number) has no size", page: page.number)
        }
        let sheet = order.words.media
        let media = sheet.map { MediaSize(points: $0.width, $0.height, name: $0.name) } ?? Self.media(width, height)
        var raster = RasterPage(media: media, resolution: order.resolution, format: order.pixels)
        try Self.check(raster, page.number, width, height)
        raster.sides = order.sides
        raster.transform = page.isBack ? order.sheetBack.transform(for: order.sides) : .none
        raster.totalPages = totalPages
        raster.copies = max(0, order.words.headerCopies)
        raster.quality = order.quality
        raster.mediaType = order.words.mediaType
        raster.mediaSource = MediaSource.number(order.words.mediaSource)
        self.raster = raster
        matrix = Self.matrix(raster, width, height, isCentred: sheet != nil)
    }

    private static func check(_ raster: RasterPage, _ number: Int, _ width: Double, _ height: Double) throws {
        let area = raster.width.multipliedReportingOverflow(by: raster.height)
        guard raster.width > 0, raster.height > 0, raster.width <= widthMax, raster.height <= RasterLimits.pixelsMax,
            !area.overflow, area.partialValue <= pixelsMax
        else {
            let size = "\(Int(min(width, 1e9).rounded())) × \(Int(min(height, 1e9).rounded())) points"
            throw Problem(
                .documentUnprintable, "page \(number) of \(size) is larger than can be drawn at this resolution",
                page: number)
        }
    }

    /// The page's own size; what is called A4 and is a part of a point off is A4.
    private static func media(_ width: Double, _ height: Double) -> MediaSize {
        let own = MediaSize(points: width, height)
        for known in StandardMedia.all {
            let turned = MediaSize(width: known.height, height: known.width, name: known.name)
            for size in [known, turned] where abs(size.width - own.width) <= 35 && abs(size.height - own.height) <= 35 {
                return size
            }
        }
        return own
    }

    /// A page on its own size fills it to the last pixel; on another sheet it keeps its size and lies in the middle.
    private static func matrix(
        _ raster: RasterPage, _ width: Double, _ height: Double, isCentred: Bool
    ) -> quire_matrix {
        let (across, down) = (Double(raster.width), Double(raster.height))
        var matrix = quire_matrix(xx: across / width, yx: 0, xy: 0, yy: down / height, x0: 0, y0: 0)
        if isCentred {
            matrix.xx = Double(raster.resolution.crossFeed) / 72
            matrix.yy = Double(raster.resolution.feed) / 72
            // On whole pixels, so that the same page looks the same on every sheet.
            matrix.x0 = ((across - width * matrix.xx) / 2).rounded()
            matrix.y0 = ((down - height * matrix.yy) / 2).rounded()
        }
        if raster.transform.isMirrored { (matrix.xx, matrix.x0) = (-matrix.xx, across - matrix.x0) }
        if raster.transform.isFlipped { (matrix.yy, matrix.y0) = (-matrix.yy, down - matrix.y0) }
        return matrix
    }
}

/// Sizes that pages are meant to have, portrait, with their names of PWG 5101.1.
enum StandardMedia {
    static let all = [
        MediaSize.a4, MediaSize.letter,
        MediaSize(width: 29_700, height: 42_000, name: "iso_a3_297x420mm"),
        MediaSize(width: 14_800, height: 21_000, name: "iso_a5_148x210mm"),
        MediaSize(width: 10_500, height: 14_800, name: "iso_a6_105x148mm"),
        MediaSize(width: 42_000, height: 59_400, name: "iso_a2_420x594mm"),
        MediaSize(width: 59_400, height: 84_100, name: "iso_a1_594x841mm"),
        MediaSize(width: 84_100, height: 118_900, name: "iso_a0_841x1189mm"),
        MediaSize(width: 21_590, height: 35_560, name: "na_legal_8.5x14in"),
        MediaSize(width: 27_940, height: 43_180, name: "na_ledger_11x17in"),
        MediaSize(width: 18_200, height: 25_700, name: "jis_b5_182x257mm"),
        MediaSize(width: 25_700, height: 36_400, name: "jis_b4_257x364mm"),
    ]
}
