import Testing
import Workbench

@Suite("Size and place of pages")
struct PageSizeTests {
    @Test(
        "A page of a standard size has exactly its pixels",
        arguments: [
            (595.276, 841.89, 300, 2480, 3508), (595.276, 841.89, 600, 4960, 7016), (595, 842, 300, 2480, 3508),
            (841.89, 595.276, 300, 3508, 2480), (612, 792, 300, 2550, 3300), (612, 792, 203, 1726, 2233),
            (200, 100, 72, 200, 100),
        ])
    func standard(width: Double, height: Double, dotsPerInch: Int, across: Int, down: Int) throws {
        let document = TestDocument([.init(width: width, height: height, content: "0 0 1 1 re f")])

        let pages = try RenderRun.pages(document.bytes, dotsPerInch: dotsPerInch, "black_1")

        #expect(pages.map(\.width) == [across])
        #expect(pages.map(\.height) == [down])
    }

    @Test("Pages of several sizes in one document each keep theirs")
    func mixed() throws {
        let sizes: [(width: Double, height: Double)] = [(200, 100), (300, 50), (100, 100), (200, 100)]
        let document = TestDocument(sizes.map { .init(width: $0.width, height: $0.height, content: "") })

        let pages = try RenderRun.pages(document.bytes)

        #expect(pages.map(\.width) == [200, 300, 100, 200])
        #expect(pages.map(\.height) == [100, 50, 100, 100])
    }

    @Test("A page fills its pixels to the last one")
    func full() throws {
        let document = TestDocument([.init(width: 595, height: 842, content: "1 0 0 rg 0 0 595 842 re f")])

        let page = try #require(try RenderRun.pages(document.bytes).first)

        #expect(page.isRed(0, 0) && page.isRed(page.width - 1, page.height - 1))
        #expect(Set(page.values.enumerated().filter { $0.offset % 3 == 1 }.map(\.element)) == [0])
    }

    @Test("A turned page lies as it is seen", arguments: [(90, 100, 200), (180, 200, 100), (270, 100, 200)])
    func turned(degrees: Int, across: Int, down: Int) throws {
        var page = [TestDocument.Page].marked(1)
        page[0].entries = "/Rotate \(degrees)"

        let picture = try #require(try RenderRun.pages(TestDocument(page).bytes).first)

        #expect([picture.width, picture.height] == [across, down])
        // The mark was 40 wide and 20 high at the upper left.
        let corners = [
            picture.isRed(5, 35), picture.isRed(35, 5), picture.isRed(across - 6, 35), picture.isRed(5, down - 6),
        ]
        switch degrees {
        case 90: #expect(corners == [false, false, true, false])
        case 180: #expect(picture.isRed(across - 36, down - 6))
        default: #expect(picture.isRed(5, down - 36))
        }
    }

    @Test("Only what the crop box shows is drawn")
    func cropped() throws {
        var page = [TestDocument.Page].marked(1)
        page[0].entries = "/CropBox[20 50 120 90]"

        let picture = try #require(try RenderRun.pages(TestDocument(page).bytes).first)

        #expect([picture.width, picture.height] == [100, 40])
        #expect(picture.isRed(0, 0) && picture.isRed(19, 9))
        #expect(!picture.isRed(20, 0) && !picture.isRed(0, 10))
    }

    @Test("On a larger sheet a page keeps its size and lies in the middle")
    func centred() throws {
        let pages = try RenderRun.pages(TestDocument(.marked(1)).bytes) {
            $0.media = SheetSize(width: 300, height: 200)
        }

        let page = try #require(pages.first)
        #expect([page.width, page.height] == [300, 200])
        #expect(page.isRed(50, 50) && page.isRed(89, 69))
        #expect(!page.isRed(49, 50) && !page.isRed(50, 49) && !page.isRed(90, 50) && !page.isRed(50, 70))
    }

    @Test("On a smaller sheet the middle of a page is seen")
    func cut() throws {
        let pages = try RenderRun.pages(TestDocument(.marked(1)).bytes) {
            $0.media = SheetSize(width: 150, height: 100)
        }

        let page = try #require(pages.first)
        #expect([page.width, page.height] == [150, 100])
        #expect(page.isRed(0, 0) && page.isRed(14, 19) && !page.isRed(15, 0))
    }

    @Test("Resolutions may differ across and along")
    func oblong() throws {
        let pages = try RenderRun.pages(TestDocument(.marked(1)).bytes) { $0.resolutionX = 144 }

        let page = try #require(pages.first)
        #expect([page.width, page.height] == [400, 100])
        #expect(page.isRed(79, 19) && !page.isRed(80, 19))
    }

    @Test("Only the pages asked for are drawn, in the order asked for")
    func ranges() throws {
        let document = TestDocument((1...5).map { .init(width: 100 + 10 * Double($0), content: "") })

        let pages = try RenderRun.pages(document.bytes) { $0.pageRanges = [PageRange(4, .max), PageRange(2, 2)] }

        #expect(pages.map(\.width) == [140, 150, 120])
    }
}
