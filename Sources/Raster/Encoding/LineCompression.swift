/// The compression of a line in PWG, Apple and CUPS raster, a relative of PackBits (PWG 5102.4 §4.4):
///
///     0…127      the next pixel, 1 to 128 times
///     129…255    257 − n pixels as they are, 128 to 2
///     128        white to the end of the line: read, but not written, as not every printer knows it
///
/// A single pixel that is unlike its neighbours is written as a repetition of one.
enum LineCompression {
    /// - Parameters:
    ///   - octets: of the line, a multiple of `unit`.
    ///   - unit: the bytes of a pixel, 1 to 30.
    static func compress(
        _ line: UnsafePointer<UInt8>, octets: Int, unit: Int, into output: OutputBuffer
    ) throws {
        switch unit {
        case 1: try compress(line, octets, 1, shortestRun: 3, output)
        case 3: try compress(line, octets, 3, shortestRun: 2, output)
        case 4: try compress(line, octets, 4, shortestRun: 2, output)
        default: try compress(line, octets, unit, shortestRun: 2, output)
        }
    }

    /// Inlined for each `unit`, so that it is a constant inside. A run of two single bytes between others is not worth a
    /// code: it would cost one to begin and one to end.
    @inline(__always)
    private static func compress(
        _ line: UnsafePointer<UInt8>, _ octets: Int, _ unit: Int, shortestRun: Int, _ output: OutputBuffer
    ) throws {
        var at = 0
        while at < octets {
            let same = EqualBytes.prefix(line + at, line + at + unit, count: octets - at - unit)
            let run = same / unit + 1
            if run >= shortestRun {
                try repeated(line + at, run, unit, output)
                at += run * unit
            } else {
                let end = nextRun(line, from: at + run * unit, to: octets, unit)
                try literal(line + at, (end - at) / unit, unit, output)
                at = end
            }
        }
    }

    @inline(__always)
    private static func repeated(
        _ pixel: UnsafePointer<UInt8>, _ count: Int, _ unit: Int, _ output: OutputBuffer
    ) throws {
        var rest = count
        while rest > 0 {
            // At most 64 codes at a time, so that there is room for them.
            let now = min(rest, 128 * 64)
            var to = try output.reserve(64 * (unit + 1))
            var left = now
            while left > 0 {
                let chunk = min(left, 128)
                to[0] = UInt8(truncatingIfNeeded: chunk - 1)
                copy(pixel, unit, to: to + 1)
                to += 1 + unit
                left -= chunk
            }
            output.advance(to: to)
            rest -= now
        }
    }

    @inline(__always)
    private static func literal(
        _ pixels: UnsafePointer<UInt8>, _ count: Int, _ unit: Int, _ output: OutputBuffer
    ) throws {
        var (from, rest) = (pixels, count)
        while rest > 0 {
            let chunk = min(rest, 128)
            let to = try output.reserve(1 + chunk * unit)
            to[0] = chunk == 1 ? 0 : UInt8(truncatingIfNeeded: 257 - chunk)
            (to + 1).update(from: from, count: chunk * unit)
            output.advance(to: to + 1 + chunk * unit)
            from += chunk * unit
            rest -= chunk
        }
    }

    @inline(__always)
    private static func copy(_ pixel: UnsafePointer<UInt8>, _ unit: Int, to: UnsafeMutablePointer<UInt8>) {
        for at in 0..<unit { to[at] = pixel[at] }
    }

    /// Where the next run worth a code begins; `end` when there is none.
    @inline(__always)
    private static func nextRun(_ line: UnsafePointer<UInt8>, from: Int, to end: Int, _ unit: Int) -> Int {
        switch unit {
        case 1: nextTriple(line, from: from, to: end)
        case 3: nextPair(line, from: from, to: end, unit: 3)
        case 4: nextPair(line, from: from, to: end, unit: 4)
        default: nextEqual(line, from: from, to: end, unit: unit)
        }
    }

    /// Three equal bytes: eight places a step, in the way of "Hacker's Delight" §6-1 (the lowest zero byte is exact).
    @inline(__always)
    static func nextTriple(_ line: UnsafePointer<UInt8>, from: Int, to end: Int) -> Int {
        let raw = UnsafeRawPointer(line)
        var at = from
        while at + 10 <= end {
            let second = EqualBytes.load(raw, at + 1)
            let unlike = (EqualBytes.load(raw, at) ^ second) | (second ^ EqualBytes.load(raw, at + 2))
            let zero = (unlike &- 0x0101_0101_0101_0101) & ~unlike & 0x8080_8080_8080_8080
            if zero != 0 { return at + zero.trailingZeroBitCount / 8 }
            at += 8
        }
        while at + 2 < end {
            if line[at] == line[at + 1], line[at] == line[at + 2] { return at }
            at += 1
        }
        return end
    }

    /// Two equal pixels of three or four bytes: two places a step, as eight bytes hold two pixels.
    @inline(__always)
    private static func nextPair(_ line: UnsafePointer<UInt8>, from: Int, to end: Int, unit: Int) -> Int {
        let raw = UnsafeRawPointer(line)
        let bits = UInt64(unit * 8)
        let mask = (1 << bits) - 1 as UInt64
        var at = from
        while at + unit + 8 <= end {
            let unlike = EqualBytes.word(raw, raw + unit, at)
            if unlike & mask == 0 { return at }
            if (unlike >> bits) & mask == 0 { return at + unit }
            at += 2 * unit
        }
        return nextEqual(line, from: at, to: end, unit: unit)
    }

    @inline(__always)
    private static func nextEqual(_ line: UnsafePointer<UInt8>, from: Int, to end: Int, unit: Int) -> Int {
        var at = from
        while at + unit < end {
            if EqualBytes.prefix(line + at, line + at + unit, count: unit) == unit { return at }
            at += unit
        }
        return end
    }
}
