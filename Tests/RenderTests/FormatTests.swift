import Testing
import Workbench

@Suite("Formats and passwords")
struct FormatTests {
    private let document = TestDocument(.marked(3)).bytes

    @Test(
        "Each format begins as it should",
        arguments: [
            ("image/pwg-raster", "srgb_8", Array("RaS2".utf8)),
            ("image/urf", "srgb_8", Array("UNIRAST\0\0\0\0\u{3}".utf8)),
            ("application/PCLm", "srgb_8", Array("%PDF-1.7".utf8)), ("application/vnd.cups-raster", "cmyk_8", []),
            ("application/vnd.hp-pcl", "black_1", [0x1B]), ("image/jpeg", "sgray_8", [0xFF, 0xD8, 0xFF]),
            ("image/png", "srgb_8", [0x89] + Array("PNG\r\n".utf8)),
            ("image/x-portable-anymap", "sgray_8", Array("P5".utf8)),
        ])
    func begins(format: String, colorSpace: String, bytes: [UInt8]) throws {
        let run = try RenderRun(
            RenderInstructions(format: format, resolution: 100, colorSpace: colorSpace), document)

        #expect(run.status == 0, "\(run.lines)")
        #expect(run.output.starts(with: bytes))
        #expect(run.output.count > 100)
    }

    @Test("A picture is of one page", arguments: ["image/png", "image/jpeg"])
    func onePicture(format: String) throws {
        var order = RenderInstructions(format: format, resolution: 72, colorSpace: "srgb_8")
        order.pageRanges = [PageRange(2, 3)]

        let run = try RenderRun(order, document)

        #expect(run.lines.first?.pages == 1 && run.pagesSaid == [1])
    }

    @Test("A JPEG of a page shows the page", arguments: [("srgb_8", 1), ("srgb_8", 300), ("sgray_8", 72)])
    func jpeg(colorSpace: String, height: Int) throws {
        let page = TestDocument.Page(height: Double(height), content: "0 0 100 \(height) re f")
        let order = RenderInstructions(format: "image/jpeg", resolution: 144, colorSpace: colorSpace)
        let run = try RenderRun(order, TestDocument([page]).bytes)
        var document = TestDocument()
        let image = document.add(
            stream: run.output,
            "/Type/XObject/Subtype/Image/Width 400/Height \(2 * height)/BitsPerComponent 8/Filter/DCTDecode"
                + "/ColorSpace/\(colorSpace == "srgb_8" ? "DeviceRGB" : "DeviceGray")")
        document.add(
            .init(
                height: Double(height), content: "200 0 0 \(height) 0 0 cm /I Do",
                resources: "/XObject<</I \(image) 0 R>>"))

        let again = try #require(try RenderRun.pages(document.bytes).first)

        for y in [0, height / 2, height - 1] {
            #expect(again.lightness(50, y) < 16 && again.lightness(150, y) > 240, "line \(y)")
        }
    }

    @Test("A color space that a format has not is our own mistake")
    func unsupported() throws {
        for (format, space) in [("image/jpeg", "cmyk_8"), ("application/PCLm", "black_1"), ("image/png", "cmyk_8")] {
            let order = RenderInstructions(format: format, resolution: 100, colorSpace: space)

            #expect(try RenderRun(order, document).problem?.reason == .internalError, "\(format)")
        }
    }

    /// `qpdf --encrypt üser owner 256` of a page of 20 × 20 points.
    @Test("An encrypted document needs its password", arguments: [(nil, false), ("wrong", false), ("üser", true)])
    func password(password: String?, isRight: Bool) throws {
        var order = RenderInstructions(format: "image/pwg-raster", resolution: 72, colorSpace: "sgray_8")
        order.password = password

        let run = try RenderRun(order, Encrypted.document)

        #expect((run.status == 0) == isRight)
        #expect(run.problem?.reason == (isRight ? nil : .documentPassword))
        #expect(run.output.isEmpty != isRight)
    }
}
