import Testing
import Workbench

@testable import Pictures

/// A sheet of 200 by 300 with 10 around it that a device cannot print on.
private let sheet = SheetSize(width: 200, height: 300, left: 10, bottom: 10, right: 10, top: 10)

@Suite("Where a picture lies")
struct PlacementTests {
    /// The corners of the stored picture, and from them left, bottom, width, height.
    private func box(
        _ width: Int, _ height: Int, _ scaling: String, orientation: Int? = nil, ppi: Int? = nil, exif: Int = 1
    ) -> [Double] {
        var picture = Picture(width: width, height: height, colors: .gray)
        picture.orientation = exif
        picture.density = Density(72)
        var instructions = ImageInstructions()
        instructions.media = sheet
        instructions.scaling = scaling
        instructions.orientation = orientation
        instructions.pixelsPerInch = ppi
        let m = Placement(picture, by: instructions).matrix
        let xs = [m.e, m.e + m.a, m.e + m.c, m.e + m.a + m.c]
        let ys = [m.f, m.f + m.b, m.f + m.d, m.f + m.b + m.d]
        let (left, bottom) = (xs.min() ?? 0, ys.min() ?? 0)
        return [left, bottom, (xs.max() ?? 0) - left, (ys.max() ?? 0) - bottom].map { ($0 * 1000).rounded() / 1000 }
    }

    @Test(
        "is what was asked for",
        arguments: [
            // As large as the printable part allows, in its middle.
            (90, 140, "fit", [10.0, 10, 180, 280]),
            (90, 90, "auto", [10, 60, 180, 180]),
            (900, 1400, "fit", [10, 10, 180, 280]),
            // Over the whole sheet, what is too much hanging over.
            (100, 100, "fill", [-50, 0, 300, 300]),
            // As it is.
            (50, 100, "none", [75, 100, 50, 100]),
            (50, 100, "auto-fit", [75, 100, 50, 100]),
            (360, 560, "auto-fit", [10, 10, 180, 280]),
            // Turned, because it is larger so.
            (140, 90, "auto", [10, 10, 180, 280]),
            (150, 100, "fill", [0, 0, 200, 300]),
            (250, 100, "none", [50, 25, 100, 250]),
        ])
    func scaling(width: Int, height: Int, scaling: String, expected: [Double]) {
        #expect(box(width, height, scaling) == expected)
    }

    @Test("keeps a size that somebody asked for, when it fits")
    func pixelsPerInch() {
        #expect(box(50, 100, "auto", ppi: 72) == [75, 100, 50, 100])
        #expect(box(50, 100, "auto", ppi: 36) == [50, 50, 100, 200])
        #expect(box(500, 1000, "auto", ppi: 72) == [30, 10, 140, 280])
    }

    @Test(
        "is turned as asked, even if it gets smaller",
        arguments: [(3, [10.0, 92.143, 180, 115.714]), (4, [10, 10, 180, 280])])
    func orientation(orientation: Int, expected: [Double]) {
        #expect(box(140, 90, "fit", orientation: orientation) == expected)
    }

    @Test("is turned anticlockwise for landscape, as PWG 5100 has it")
    func direction() {
        var instructions = ImageInstructions()
        instructions.media = sheet
        instructions.orientation = 4
        let matrix = Placement(Picture(width: 10, height: 10, colors: .gray), by: instructions).matrix

        // What is read to the right goes up the sheet.
        #expect(matrix.a == 0 && matrix.b > 0)
    }

    @Test("counts the shown picture, not the stored one", arguments: 5...8)
    func exif(orientation: Int) {
        #expect(box(140, 90, "fit", exif: orientation) == [10, 10, 180, 280])
    }

    @Test(
        "A page of its own is never larger than a reader takes, nor nothing",
        arguments: [(65_535, 1), (1, 65_535), (1, 1)])
    func natural(width: Int, height: Int) {
        let place = Placement(Picture(width: width, height: height, colors: .gray), by: ImageInstructions())

        #expect((3...14400).contains(place.pageWidth))
        #expect((3...14400).contains(place.pageHeight))
    }
}
