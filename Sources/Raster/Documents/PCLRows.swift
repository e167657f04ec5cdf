/// The rows of a page, each in the shorter of two compressions: 2 is ``PackBits``, 3 says what is unlike the row above:
///
///     ┌───────────┬────────────┐
///     │ count − 1 │ offset 0…31│ then 1 to 8 bytes that replace those after `offset` bytes that stay
///     └───3 bits──┴────5 bits──┘ offset 31: another byte follows and is added, until one is not 255
final class PCLRows {
    private let octetsPerLine: Int
    private let leftOut: Int
    private let kept: Int
    private let output: OutputBuffer
    private let above: UnsafeMutablePointer<UInt8>
    private let packed: UnsafeMutablePointer<UInt8>
    private let delta: UnsafeMutablePointer<UInt8>
    private var mode = 0
    private var blankRows = 0

    /// The first `leftOut` bytes of each line cannot be printed.
    init(octetsPerLine: Int, leftOut: Int, into output: OutputBuffer) {
        self.octetsPerLine = octetsPerLine
        self.leftOut = leftOut
        self.output = output
        kept = octetsPerLine - leftOut
        above = .allocate(capacity: kept)
        above.initialize(repeating: 0, count: kept)
        packed = .allocate(capacity: PackBits.octetsMax(kept))
        // A command for each changed byte, at worst, and the bytes of a long offset.
        delta = .allocate(capacity: 2 * kept + kept / 255 + 2)
    }

    deinit {
        above.deallocate()
        packed.deallocate()
        delta.deallocate()
    }

    func add(_ lines: UnsafePointer<UInt8>, count: Int) throws {
        for line in 0..<count { try add(lines + line * octetsPerLine + leftOut) }
    }

    private func add(_ row: UnsafePointer<UInt8>) throws {
        let length = Self.lengthWithoutWhite(row, kept)
        guard length > 0 else {
            blankRows += 1
            return
        }
        if blankRows > 0 {
            // Goes down, and forgets the row above.
            try output.append("\u{1B}*b\(blankRows)Y")
            above.update(repeating: 0, count: kept)
            blankRows = 0
        }
        let packedOctets = PackBits.compress(row, count: length, to: packed) - packed
        let deltaOctets = differences(row)
        if deltaOctets <= packedOctets {
            try put(3, UnsafeRawBufferPointer(start: delta, count: deltaOctets))
        } else {
            try put(2, UnsafeRawBufferPointer(start: packed, count: packedOctets))
        }
        above.update(from: row, count: kept)
    }

    private func put(_ mode: Int, _ bytes: UnsafeRawBufferPointer) throws {
        try output.append(self.mode == mode ? "\u{1B}*b\(bytes.count)W" : "\u{1B}*b\(mode)m\(bytes.count)W")
        self.mode = mode
        try output.append(bytes)
    }

    private static func lengthWithoutWhite(_ row: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var length = count
        while length >= 8, EqualBytes.load(row, length - 8) == 0 { length -= 8 }
        while length > 0, row[length - 1] == 0 { length -= 1 }
        return length
    }

    /// - Returns: how many bytes of `delta` say what changed.
    private func differences(_ row: UnsafePointer<UInt8>) -> Int {
        var (at, last, to) = (0, 0, delta)
        while true {
            at += EqualBytes.prefix(row + at, above + at, count: kept - at)
            guard at < kept else { return to - delta }
            var changed = 1
            while changed < 8, at + changed < kept, row[at + changed] != above[at + changed] { changed += 1 }
            var offset = at - last
            to[0] = UInt8(truncatingIfNeeded: (changed - 1) << 5 | min(offset, 31))
            to += 1
            if offset >= 31 {
                offset -= 31
                while offset >= 255 {
                    to[0] = 255
                    to += 1
                    offset -= 255
                }
                to[0] = UInt8(truncatingIfNeeded: offset)
                to += 1
            }
            to.update(from: row + at, count: changed)
            to += changed
            at += changed
            last = at
        }
    }
}
