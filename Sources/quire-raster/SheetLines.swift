import Raster
import Workbench

/// The lines of a page as they lie on the sheet: cut or filled to its size, mirrored, from bottom to top.
struct SheetLines {
    /// Takes lines of the page's pixels: the bytes, the bytes of a line, how many lines.
    typealias Take = (UnsafeRawBufferPointer, Int, Int) throws -> Void

    private let page: RasterPage
    private let target: RasterPage
    private let back: BackTransform
    /// Of a line as the sheet has it, in the page's pixels.
    private let octets: Int
    private let white: UInt8

    private static let roomOctets = 256 << 10

    init(_ page: RasterPage, _ target: RasterPage, back: BackTransform) {
        self.page = page
        self.target = target
        self.back = back
        octets = page.format.octetsPerLine(width: target.width)
        white = page.format.colorSpace.isAdditive ? 0xFF : 0
    }

    func run(_ reader: RasterReader, _ take: Take) throws {
        guard back.isFlipped else { return try readFitted(reader, take) }
        let file = try LineFile(octetsPerLine: octets)
        try readFitted(reader) { lines, _, _ in try file.add(lines) }
        try file.backwards(linesAtOnce: linesAtOnce) { try take($0, octets, $1) }
    }

    private var linesAtOnce: Int { max(1, Self.roomOctets / max(octets, page.octetsPerLine)) }

    private func readFitted(_ reader: RasterReader, _ take: Take) throws {
        let room = UnsafeMutableRawBufferPointer.allocate(
            byteCount: linesAtOnce * page.octetsPerLine, alignment: 16)
        let fitted = UnsafeMutableRawBufferPointer.allocate(byteCount: linesAtOnce * octets, alignment: 16)
        defer {
            room.deallocate()
            fitted.deallocate()
        }
        var rest = target.height
        while true {
            let read = try reader.read(into: room)
            if read == 0 { break }
            let count = min(read, rest)
            try give(fit(room, count, to: fitted), count, take)
            rest -= count
        }
        while rest > 0 {
            let count = min(rest, linesAtOnce)
            fitted.initializeMemory(as: UInt8.self, repeating: white)
            try give(UnsafeMutableRawBufferPointer(rebasing: fitted[..<(count * octets)]), count, take)
            rest -= count
        }
    }

    /// The first `count` lines, cut or filled at the right.
    private func fit(
        _ lines: UnsafeMutableRawBufferPointer, _ count: Int, to fitted: UnsafeMutableRawBufferPointer
    ) -> UnsafeMutableRawBufferPointer {
        let from = page.octetsPerLine
        if from == octets { return UnsafeMutableRawBufferPointer(rebasing: lines[..<(count * octets)]) }
        let kept = min(from, octets)
        for line in 0..<count {
            let to = UnsafeMutableRawBufferPointer(rebasing: fitted[line * octets..<(line + 1) * octets])
            to.copyMemory(from: UnsafeRawBufferPointer(rebasing: lines[line * from..<line * from + kept]))
            if kept < octets {
                UnsafeMutableRawBufferPointer(rebasing: to[kept...]).initializeMemory(as: UInt8.self, repeating: white)
            }
        }
        return UnsafeMutableRawBufferPointer(rebasing: fitted[..<(count * octets)])
    }

    private func give(_ lines: UnsafeMutableRawBufferPointer, _ count: Int, _ take: Take) throws {
        guard count > 0 else { return }
        if back.isMirrored {
            var sheet = page
            sheet.width = target.width
            LineMirror(sheet).mirror(lines)
        }
        try take(UnsafeRawBufferPointer(lines), octets, count)
    }
}
