import Testing
import Workbench

@Suite("Damaged and hostile documents")
struct HostileTests {
    private let order = RenderInstructions(format: "image/pwg-raster", resolution: 100, colorSpace: "sgray_8")

    private func image(_ width: Int, _ height: Int) -> [UInt8] {
        var document = TestDocument()
        let image = document.add(
            stream: [0, 0, 0],
            "/Type/XObject/Subtype/Image/Width \(width)/Height \(height)/ColorSpace/DeviceRGB/BitsPerComponent 8")
        document.add(
            .init(content: "q 100 0 0 100 0 0 cm /I Do Q", resources: "/XObject<</I \(image) 0 R>>"))
        return document.bytes
    }

    @Test("What is no PDF, or only a part of one, is a format error")
    func notWhole() throws {
        let good = TestDocument(.marked(3)).bytes
        let parts: [[UInt8]] = [
            [], Array("Hello".utf8), [UInt8](repeating: 0, count: 100_000), Array(good.prefix(8)),
            Array(good.prefix(good.count / 2)), Array(good.dropLast(60)),
        ]
        for part in parts {
            let run = try RenderRun(order, part)

            #expect(run.status == 1 && run.output.isEmpty, "\(part.count) octets")
            #expect(run.problem?.reason == .documentFormatError, "\(part.count) octets")
        }
    }

    @Test(
        "A tree of pages that has none, or goes round in circles, is a format error",
        arguments: [
            "<</Type/Pages/Count 1/Kids[2 0 R]>>", "<</Type/Pages/Count 0/Kids[]>>",
            "<</Type/Pages/Count 9/Kids[99 0 R]>>",
            "<</Type/Pages/Count -1/Kids[]>>", "42",
        ])
    func tree(words: String) throws {
        var document = TestDocument(.marked(1))
        document.tree = words

        let run = try RenderRun(order, document.bytes)

        #expect(run.status == 1)
        #expect(run.problem?.reason == .documentFormatError)
    }

    @Test("A page that is too large to be drawn is unprintable, and named", arguments: [14_400.0, 1e6, 1e12])
    func hugePage(points: Double) throws {
        let document = TestDocument([.init(content: ""), .init(width: points, height: points, content: "0 0 9 9 re f")])
        var order = order
        (order.resolutionX, order.resolutionY) = (600, 600)

        let run = try RenderRun(order, document.bytes)

        #expect(run.status == 1)
        #expect(run.problem?.reason == .documentUnprintable && run.problem?.page == 2)
        #expect(run.pagesSaid == [1])
    }

    @Test(
        "A picture of thousands of millions of pixels ends by a limit, and is never a whole page",
        arguments: [100_000, 2_000_000_000])
    func hugeImage(side: Int) throws {
        let run = try RenderRun(order, image(side, side), limits: "ulimit -v 2000000; ulimit -t 3;")

        #expect(run.status != 0)
        #expect(run.counts == nil && run.pagesSaid.isEmpty)
    }

    @Test("A form that draws itself comes to an end")
    func endlessForm() throws {
        var document = TestDocument()
        let form = document.add(
            stream: Array("/F Do /F Do".utf8), "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 4 0 R")
        #expect(document.add("<</XObject<</F \(form) 0 R>>>>") == 4)
        document.add(.init(content: "/F Do 0 0 9 9 re f", resources: "/XObject<</F \(form) 0 R>>"))

        #expect(try RenderRun(order, document.bytes, limits: "ulimit -t 30;").status == 0)
    }

    @Test("Numbers beyond all bounds are a reason, not a crash")
    func hugeNumbers() throws {
        let digits = String(repeating: "9", count: 300)
        let contents = [
            "\(digits) 0 0 \(digits) 0 0 cm 0 0 9 9 re f", "\(digits) w 0 0 m 9 9 l S",
            "0 0 m \(digits) -\(digits) l S",
            "[\(digits)] 0 d 0 0 m 50 50 l S", "0 0 0 0 0 0 cm 0 0 9 9 re f", "[0 0] 0 d 0 0 m 50 50 l S",
        ]
        for content in contents {
            let run = try RenderRun(order, TestDocument(content).bytes, limits: "ulimit -t 30;")

            #expect(run.status == 0 || run.problem?.page == 1, "\(content.prefix(60))")
        }
    }

    @Test(
        "What is missing on a page is said",
        arguments: ["/I Do", "BT /F1 12 Tf (lost) Tj ET", "[[[[ ( no end", "/Sh sh", "1 2 3 nonsense"])
    func incomplete(content: String) throws {
        let run = try RenderRun(order, TestDocument([.init(content: ""), .init(content: content)]).bytes)

        #expect(run.warnings.map(\.reason) == ["document-damaged"])
        #expect(run.warnings.first?.text.contains("page 2") == true)
    }

    @Test("A document with a million faults says a few of them")
    func flood() throws {
        let content = String(repeating: "/I Do ", count: 20_000)
        let run = try RenderRun(order, TestDocument(Array(repeating: .init(content: content), count: 40)).bytes)

        #expect(run.status == 0)
        #expect((1...20).contains(run.warnings.count))
        #expect(run.log.utf8.count < 10_000)
    }

    @Test("A page of thousands of translucent shapes can be ended from outside, and those before it have been said")
    func slow() throws {
        let shapes = (0..<60_000).map { "0.\($0 % 10) 0.5 0.5 rg \($0 % 90) 0 m 0 200 200 200 \($0 % 70) 0 c f" }
        var document = TestDocument()
        let state = document.add("<</ca 0.5>>")
        let resources = "/ExtGState<</G \(state) 0 R>>"
        document.add(.init(content: "0 0 9 9 re f"))
        document.add(.init(content: "/G gs " + shapes.joined(separator: " "), resources: resources))
        var order = order
        (order.resolutionX, order.resolutionY) = (1200, 1200)

        let run = try RenderRun(order, document.bytes, limits: "ulimit -t 2;")

        #expect(run.status < 0)
        #expect(run.pagesSaid == [1])
    }

    @Test("Instructions that no parent of ours gives are our own mistake")
    func nonsense() throws {
        let document = TestDocument(.marked(1)).bytes
        for change: (inout RenderInstructions) -> Void in [
            { $0.format = "application/octet-stream" }, { $0.colorSpace = "srgb_9" }, { $0.resolutionX = 0 },
            { $0.resolutionY = 1_000_000 }, { $0.sides = "three-sided" }, { $0.sheetBack = "" },
        ] {
            var order = order
            change(&order)

            #expect(try RenderRun(order, document).problem?.reason == .internalError)
        }
    }

    @Test("Without a home, in an empty environment, a page of text is drawn and nothing is complained of")
    func homeless() throws {
        var document = TestDocument()
        let font = document.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
        document.add(.init(content: "BT /F 20 Tf 20 50 Td (Quire) Tj ET", resources: "/Font<</F \(font) 0 R>>"))

        let run = try RenderRun(order, document.bytes)

        #expect(run.status == 0 && run.log.isEmpty, "\(run.log)")
        #expect(run.counts?.impressions == 1)
    }
}
