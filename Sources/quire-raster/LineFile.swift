import Workbench

/// The lines of a page in a temporary file, to be read from the last to the first.
final class LineFile {
    private let octetsPerLine: Int
    private let file: TemporaryFile
    private var octets = 0

    init(octetsPerLine: Int) throws {
        self.octetsPerLine = octetsPerLine
        file = try TemporaryFile()
    }

    func add(_ lines: UnsafeRawBufferPointer) throws {
        try file.add(lines)
        octets += lines.count
    }

    func backwards(linesAtOnce: Int, _ take: (UnsafeRawBufferPointer, Int) throws -> Void) throws {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: linesAtOnce * octetsPerLine, alignment: 16)
        let turned = UnsafeMutableRawBufferPointer.allocate(byteCount: linesAtOnce * octetsPerLine, alignment: 16)
        defer {
            room.deallocate()
            turned.deallocate()
        }
        var end = octets / octetsPerLine
        while end > 0 {
            let count = min(end, linesAtOnce)
            try read(UnsafeMutableRawBufferPointer(rebasing: room[..<(count * octetsPerLine)]), at: end - count)
            for line in 0..<count {
                let from = (count - 1 - line) * octetsPerLine
                UnsafeMutableRawBufferPointer(rebasing: turned[(line * octetsPerLine)...]).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: room[from..<from + octetsPerLine]))
            }
            try take(UnsafeRawBufferPointer(rebasing: turned[..<(count * octetsPerLine)]), count)
            end -= count
        }
    }

    private func read(_ room: UnsafeMutableRawBufferPointer, at line: Int) throws {
        var done = 0
        while done < room.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: room[done...])
            let count = try file.read(rest, at: line * octetsPerLine + done)
            guard count > 0 else { throw Problem(.resourcesExceeded, "a page cannot be read back") }
            done += count
        }
    }
}
