import Raster
import Testing

@Suite("PCL")
struct PCLTests {
    /// As much of a printer as our raster needs: commands by their letters, and the rows of each page.
    struct Printer {
        struct Fault: Error { var reason: String }

        var commands: [String] = []
        var pages: [[[UInt8]]] = []
        private var rows: [[UInt8]] = []
        private var seed: [UInt8] = []
        private var mode = 0

        init(_ bytes: [UInt8], rowOctets: Int) throws {
            var rest = bytes[...]
            while let byte = rest.popFirst() {
                switch byte {
                case 0x1B: try escape(&rest, rowOctets)
                case 0x0C:
                    pages.append(rows)
                    rows = []
                default: throw Fault(reason: "byte \(byte) between commands")
                }
            }
        }

        private mutating func escape(_ rest: inout ArraySlice<UInt8>, _ rowOctets: Int) throws {
            if rest.first == 0x45 {
                rest = rest.dropFirst()
                commands.append("E")
                return
            }
            if rest.starts(with: Array("%-12345X".utf8)) {
                rest = rest.dropFirst(8)
                if rest.first == 0x40 { rest = rest.drop { $0 != 0x0A }.dropFirst() }
                return
            }
            let group = String(decoding: rest.prefix(2), as: UTF8.self)
            rest = rest.dropFirst(2)
            while true {
                let digits = String(decoding: rest.prefix { (0x30...0x39).contains($0) }, as: UTF8.self)
                rest = rest.dropFirst(digits.utf8.count)
                guard let letter = rest.popFirst() else { throw Fault(reason: "no end of a command") }
                try run(group, Int(digits) ?? 0, letter & 0xDF, &rest, rowOctets)
                if letter & 0x20 == 0 { return }
            }
        }

        private mutating func run(
            _ group: String, _ value: Int, _ letter: UInt8, _ rest: inout ArraySlice<UInt8>, _ rowOctets: Int
        ) throws {
            switch (group, letter) {
            case ("*b", 0x4D): mode = value
            case ("*b", 0x59):
                for _ in 0..<value { rows.append([UInt8](repeating: 0, count: rowOctets)) }
                seed = [UInt8](repeating: 0, count: rowOctets)
            case ("*b", 0x57):
                try row(Array(rest.prefix(value)), rowOctets)
                rest = rest.dropFirst(value)
            case ("*r", 0x41):
                (mode, seed) = (0, [UInt8](repeating: 0, count: rowOctets))
            default: commands.append("\(group)\(value)\(String(decoding: [letter], as: UTF8.self))")
            }
        }

        private mutating func row(_ bytes: [UInt8], _ rowOctets: Int) throws {
            var (row, rest) = (mode == 3 ? seed : [], bytes[...])
            var at = 0
            while let code = rest.popFirst() {
                if mode == 2 {
                    let isRun = code > 128
                    let piece = rest.prefix(isRun ? 1 : Int(code) + 1)
                    row += isRun ? [UInt8](repeating: piece.first ?? 0, count: 257 - Int(code)) : Array(piece)
                    rest = rest.dropFirst(piece.count)
                } else {
                    var offset = Int(code & 31)
                    if offset == 31 {
                        while let more = rest.popFirst() {
                            offset += Int(more)
                            if more < 255 { break }
                        }
                    }
                    at += offset
                    for byte in rest.prefix(Int(code >> 5) + 1) {
                        guard at < rowOctets else { throw Fault(reason: "a row that is too long") }
                        row[at] = byte
                        at += 1
                    }
                    rest = rest.dropFirst(Int(code >> 5) + 1)
                }
            }
            guard row.count <= rowOctets else { throw Fault(reason: "a row that is too long") }
            seed = row + [UInt8](repeating: 0, count: rowOctets - row.count)
            rows.append(seed)
        }
    }

    /// What the printer shall have: without the bytes that it cannot reach, and without white rows at the end.
    static func expected(_ page: TestPage, leftOut: Int) -> [[UInt8]] {
        let octets = page.page.octetsPerLine
        var rows = (0..<page.page.height).map { Array(page.pixels[($0 * octets + leftOut)..<($0 + 1) * octets]) }
        while let last = rows.last, last.allSatisfy({ $0 == 0 }) { rows.removeLast() }
        return rows
    }

    @Test("A printer gets the rows of each page", arguments: [(300, 9), (600, 18)])
    func rows(dotsPerInch: Int, leftOut: Int) throws {
        let pages = (0..<4).map { seed in
            var page = TestPage.random(width: 2480, height: 200, .black1, seed: UInt64(seed), repeatsMax: 9)
            page.page.resolution = Resolution(dotsPerInch)
            // Some white rows in between and at the end, and a mark far to the right.
            for index in 310 * 40..<310 * 60 { page.pixels[index] = 0 }
            for index in 310 * 190..<310 * 200 { page.pixels[index] = 0 }
            page.pixels[310 * 50 + 300] = 1
            return page
        }

        let printer = try Printer(try encode(pages, bands: 17) { PCLEncoder(to: $0) }, rowOctets: 310 - leftOut)

        #expect(printer.pages == pages.map { Self.expected($0, leftOut: leftOut) })
        // 71 dots at 300 dpi cannot be reached: a byte later, one dot in.
        #expect(printer.commands.contains("*p\(dotsPerInch / 300)X"))
        #expect(printer.commands.contains("*t\(dotsPerInch)R"))
    }

    @Test("Paper, sides, source and copies are said once for pages that are alike")
    func setUp() throws {
        var page = RasterPage(width: 800, height: 1, resolution: Resolution(300), media: .letter, format: .black1)
        page.sides = .twoSidedShortEdge
        page.copies = 3
        page.mediaSource = MediaSource.number("tray-2")
        var other = page
        other.media = MediaSize(width: 21_000, height: 29_700)
        let white = [UInt8](repeating: 0, count: 100)

        let printer = try Printer(
            try encode([page, page, other].map { TestPage(page: $0, pixels: white) }) { PCLEncoder(to: $0) },
            rowOctets: 100)

        #expect(printer.commands.filter { $0 == "&l3X" }.count == 2)
        #expect(printer.commands.filter { $0 == "&l2S" }.count == 2)
        #expect(printer.commands.filter { $0 == "&l4H" }.count == 2)
        #expect(printer.commands.filter { $0 == "&l2A" }.count == 1)
        #expect(printer.commands.filter { $0 == "&l26A" }.count == 1)
        #expect(printer.commands.first == "E" && printer.commands.last == "E")
        #expect(printer.pages.count == 3)
    }

    @Test("Only dots are printed, at resolutions that PCL has")
    func unsupported() {
        var page = RasterPage(width: 8, height: 1, resolution: Resolution(300), media: .a4, format: .sgray8)
        #expect(throws: RasterError.self) { try PCLEncoder { _ in }.beginPage(page) }
        page.format = .black1
        page.resolution = Resolution(360)
        #expect(throws: RasterError.self) { try PCLEncoder { _ in }.beginPage(page) }
    }
}
