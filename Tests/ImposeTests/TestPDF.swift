/// The smallest PDF that a test needs: pages that say who they are.
struct TestPDF {
    struct Page {
        var width = 600.0
        var height = 800.0
        /// Further entries of the page's dictionary, such as `/Rotate 90`.
        var entries = ""
        /// Shown in the middle; the word "top" is at the upper left.
        var label: String
        /// The content is cut into so many streams, at spaces.
        var pieces = 1

        init(_ label: String, _ width: Double = 600, _ height: Double = 800, entries: String = "", pieces: Int = 1) {
            (self.label, self.width, self.height) = (label, width, height)
            (self.entries, self.pieces) = (entries, pieces)
        }

        var content: String {
            """
            BT /F 60 Tf \(width / 2 - 40) \(height / 2) Td (\(label)) Tj ET \
            BT /F 20 Tf 20 \(height - 30) Td (top) Tj ET 2 w 5 5 \(width - 10) \(height - 10) re S
            """
        }
    }

    var pages: [Page]
    /// Further objects by number, from 1000 on, or streams of pages, from 10 on, in place of theirs.
    var objects: [Int: String] = [:]
    /// Further entries of the catalog.
    var catalog = ""

    /// Pages with the labels p1, p2, …
    init(_ count: Int) { pages = (0..<count).map { Page("p\($0 + 1)") } }

    init(_ pages: [Page]) { self.pages = pages }

    var octets: [UInt8] {
        var all = objects
        all[1] = "<< /Type /Catalog /Pages 2 0 R \(catalog) >>"
        all[3] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        var next = 10
        var kids: [String] = []
        for page in pages {
            let words = page.content.split(separator: " ")
            let share = (words.count + page.pieces - 1) / page.pieces
            let streams = stride(from: 0, to: words.count, by: share).map { start in
                all[next] =
                    objects[next] ?? Self.stream(words[start..<min(start + share, words.count)].joined(separator: " "))
                next += 1
                return "\(next - 1) 0 R"
            }
            let contents = streams.count == 1 ? streams[0] : "[\(streams.joined(separator: " "))]"
            all[next] = """
                << /Type /Page /Parent 2 0 R /MediaBox [0 0 \(page.width) \(page.height)] /Contents \(contents) \
                \(page.entries) >>
                """
            kids.append("\(next) 0 R")
            next += 1
        }
        all[2] = """
            << /Type /Pages /Kids [\(kids.joined(separator: " "))] /Count \(kids.count) \
            /Resources << /Font << /F 3 0 R >> >> >>
            """
        return Self.file(all)
    }

    static func stream(_ data: String, _ entries: String = "") -> String {
        "<< /Length \(data.utf8.count) \(entries) >>\nstream\n\(data)\nendstream"
    }

    /// Objects by number as a file, the catalog being the first.
    static func file(_ objects: [Int: String]) -> [UInt8] {
        var text = Array("%PDF-1.5\n".utf8)
        var table = ""
        for (number, object) in objects.sorted(by: { $0.key < $1.key }) {
            let offset = String(text.count)
            let zeros = String(repeating: "0", count: 10 - offset.count)
            table += "\(number) 1\n\(zeros)\(offset) 00000 n \n"
            text += Array("\(number) 0 obj\n\(object)\nendobj\n".utf8)
        }
        let size = (objects.keys.max() ?? 0) + 1
        let end = """
            xref
            0 1
            0000000000 65535 f\(" ")
            \(table)trailer << /Size \(size) /Root 1 0 R >>
            startxref
            \(text.count)
            %%EOF

            """
        return text + Array(end.utf8)
    }
}
