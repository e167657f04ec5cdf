/// A PDF made of what a test says, byte for byte.
struct TestDocument {
    struct Page {
        var width = 200.0
        var height = 100.0
        /// The operators.
        var content: String
        /// More entries of its dictionary, such as `/Rotate 90`.
        var entries = ""
        /// Entries of its resources.
        var resources = ""
    }

    /// The objects so far, without their numbers; 1 is the catalog, 2 the tree of pages.
    private var objects: [[UInt8]] = [Array("<</Type/Catalog/Pages 2 0 R>>".utf8), []]
    private var kids: [Int] = []
    /// Instead of the tree that the pages make.
    var tree: String?

    init() {}

    init(_ pages: [Page]) {
        for page in pages { add(page) }
    }

    /// A page of 200 × 100 points with these operators.
    init(_ content: String, resources: String = "") {
        self.init([Page(content: content, resources: resources)])
    }

    @discardableResult
    mutating func add(_ object: String) -> Int { add(Array(object.utf8)) }

    @discardableResult
    mutating func add(_ object: [UInt8]) -> Int {
        objects.append(object)
        return objects.count
    }

    @discardableResult
    mutating func add(stream: [UInt8], _ entries: String = "") -> Int {
        add(
            Array("<<\(entries)/Length \(stream.count)>>stream\n".utf8) + stream + Array("\nendstream".utf8))
    }

    mutating func add(_ page: Page) {
        let content = add(stream: Array(page.content.utf8))
        kids.append(
            add(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 \(page.width) \(page.height)]"
                    + "/Resources<<\(page.resources)>>/Contents \(content) 0 R\(page.entries)>>"))
    }

    var bytes: [UInt8] {
        var objects = objects
        let list = kids.map { "\($0) 0 R" }.joined(separator: " ")
        objects[1] = Array((tree ?? "<</Type/Pages/Count \(kids.count)/Kids[\(list)]>>").utf8)
        var (out, offsets) = (Array("%PDF-1.7\n".utf8), [Int]())
        for (index, object) in objects.enumerated() {
            offsets.append(out.count)
            out += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let table = offsets.map { offset in
            let digits = String(offset)
            return String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        let end = "trailer<</Size \(offsets.count + 1)/Root 1 0 R>>\nstartxref\n\(out.count)\n%%EOF\n"
        return out + Array(("xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n" + table.joined() + end).utf8)
    }
}

extension [TestDocument.Page] {
    /// A red rectangle in the upper left corner of each, so that one sees how it lies.
    static func marked(_ count: Int, width: Double = 200, height: Double = 100) -> Self {
        .init(
            repeating: TestDocument.Page(
                width: width, height: height, content: "1 0 0 rg 0 \(height - 20) 40 20 re f"), count: count)
    }
}
