import Testing
import Workbench

@Suite("Copies, workers, counts")
struct CopiesTests {
    /// Four pages: black, coloured, blank, black.
    private let mixed = TestDocument([
        .init(content: "0 0 50 50 re f"), .init(content: "1 0 0 rg 0 0 50 50 re f"), .init(content: ""),
        .init(content: "0 0 20 20 re f"),
    ])

    private func order(_ format: String, _ colorSpace: String = "srgb_8") -> RenderInstructions {
        RenderInstructions(format: format, resolution: 100, colorSpace: colorSpace)
    }

    @Test("Pages are said as they leave, and counted at the end")
    func counted() throws {
        let run = try RenderRun(order("image/pwg-raster"), mixed.bytes)

        #expect(run.lines.first?.pages == 4)
        #expect(run.pagesSaid == [1, 2, 3, 4])
        #expect(run.counts == PageCounts(impressions: 4, sheets: 4, colorPages: 1))
        #expect(run.lines.last?.done != nil)
    }

    @Test("A blank back is no impression, and two sides are one sheet")
    func blankBack() throws {
        var order = order("image/pwg-raster")
        order.sides = "two-sided-long-edge"
        order.pageRanges = [PageRange(1, 1), PageRange(3, 3), PageRange(4, 4)]

        let run = try RenderRun(order, mixed.bytes)

        #expect(run.counts == PageCounts(impressions: 2, sheets: 2, colorPages: 0))
    }

    @Test("In grey no page has colour")
    func grayCount() throws {
        #expect(try RenderRun(order("image/pwg-raster", "sgray_8"), mixed.bytes).counts?.colorPages == 0)
    }

    @Test("A page that is sent three times is the same bytes three times")
    func repeated() throws {
        let pages = try RenderRun.pages(mixed.bytes) { $0.pageCopies = 3 }

        let once = try RenderRun.pages(mixed.bytes)
        #expect(pages == once.flatMap { [$0, $0, $0] })
    }

    @Test("Copies of two-sided pages are copies of sheets, the last of them with a blank back")
    func repeatedSheets() throws {
        let pages = try RenderRun.pages(mixed.bytes) {
            $0.pageCopies = 2
            $0.sides = "two-sided-long-edge"
            $0.pageRanges = [PageRange(1, 3)]
        }

        let once = try RenderRun.pages(mixed.bytes)
        let blank = once[2]
        #expect(pages == [once[0], once[1], once[0], once[1], blank, blank, blank, blank])
    }

    @Test("Raster with copies has its beginning once", arguments: ["image/pwg-raster", "image/urf"])
    func copiedRaster(format: String) throws {
        var order = order(format)
        let once = try RenderRun(order, TestDocument(.marked(1)).bytes)
        order.pageCopies = 2

        let twice = try RenderRun(order, TestDocument(.marked(1)).bytes)

        let prefix = format == "image/urf" ? 12 : 4
        #expect(twice.output.count == 2 * once.output.count - prefix)
        #expect(twice.output.dropFirst(once.output.count).elementsEqual(twice.output[prefix..<once.output.count]))
        #expect(twice.pagesSaid == [1, 2] && twice.lines.first?.pages == 2)
        #expect(twice.counts?.impressions == 1)
    }

    @Test("Copies that are too large for memory are kept in a file and come back whole")
    func largeCopies() throws {
        // Noise does not compress: 3 MB of it.
        var document = TestDocument()
        var state: UInt64 = 1
        let noise = (0..<1_000_000).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        let image = document.add(
            stream: noise, "/Type/XObject/Subtype/Image/Width 1000/Height 1000/ColorSpace/DeviceGray/BitsPerComponent 8"
        )
        document.add(
            .init(
                width: 720, height: 720, content: "720 0 0 720 0 0 cm /I Do",
                resources: "/XObject<</I \(image) 0 R>>"))
        var order = order("image/pwg-raster")
        let once = try RenderRun(order, document.bytes)
        order.pageCopies = 3

        let copies = try RenderRun(order, document.bytes)

        #expect(once.output.count > 2 << 20)
        #expect(copies.output.count == 3 * once.output.count - 8)
        let page = copies.output[4..<once.output.count]
        #expect(copies.output[once.output.count...].prefix(page.count).elementsEqual(page))
        #expect(copies.output.suffix(page.count).elementsEqual(page))
    }

    @Test(
        "Several workers make the same bytes as one",
        arguments: ["image/pwg-raster", "image/urf", "application/vnd.cups-raster", "image/x-portable-anymap"],
        [2, 3, 16])
    func workers(format: String, count: Int) throws {
        let document = TestDocument(
            (1...7).map { .init(width: 100 + 20 * Double($0), content: "0 0 1 rg \($0) 0 50 50 re f") })
        var order = order(format)
        (order.sides, order.sheetBack) = ("two-sided-long-edge", "rotated")
        let alone = try RenderRun(order, document.bytes)
        order.workers = count

        let together = try RenderRun(order, document.bytes)

        #expect(alone.status == 0 && together.status == 0)
        #expect(together.output == alone.output)
        #expect(together.counts == alone.counts)
        #expect(together.pagesSaid == alone.pagesSaid)
    }

    @Test("Workers and copies go together")
    func workersAndCopies() throws {
        var order = order("image/pwg-raster")
        (order.sides, order.pageCopies) = ("two-sided-short-edge", 3)
        let alone = try RenderRun(order, mixed.bytes)
        order.workers = 2

        #expect(try RenderRun(order, mixed.bytes).output == alone.output)
    }

    @Test("What a worker cannot draw is a problem that names the page; what came before it has left")
    func workerProblem() throws {
        let document = TestDocument([
            .init(content: "0 0 50 50 re f"), .init(content: "0 0 50 50 re f"),
            .init(width: 500_000, height: 500_000, content: ""), .init(content: ""),
        ])
        var order = order("image/pwg-raster")
        order.workers = 2

        let run = try RenderRun(order, document.bytes)

        #expect(run.status == 1)
        #expect(run.problem?.reason == .documentUnprintable && run.problem?.page == 3)
        #expect(run.pagesSaid == [1, 2])
        #expect(run.counts == nil)
    }
}
