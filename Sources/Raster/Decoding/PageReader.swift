/// The lines of one page.
final class PageReader {
    let layout: PageLayout
    private let input: InputBuffer
    /// Lines that are still to be given.
    private var rest: Int
    /// A line as it is in the document, and how often it is still to be given.
    private let raw: UnsafeMutablePointer<UInt8>
    private var repeats = 0

    init(_ layout: PageLayout, _ input: InputBuffer) {
        self.layout = layout
        self.input = input
        rest = layout.page.height
        raw = .allocate(capacity: layout.rawOctets)
    }

    deinit { raw.deallocate() }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let octets = layout.page.octetsPerLine
        let count = min(rest, buffer.count / octets)
        precondition(count > 0 || rest == 0, "no room for a line")
        guard let start = buffer.bindMemory(to: UInt8.self).baseAddress else { return 0 }
        if isPlain {
            try input.read(count * octets, to: start, "a line of a page")
            rest -= count
            return count
        }
        for line in 0..<count {
            try nextLine()
            give(start + line * octets)
            rest -= 1
        }
        return count
    }

    /// Whether lines lie in the document as they are given here.
    private var isPlain: Bool {
        !layout.isCompressed && !layout.isBanded && !layout.isSwapped && layout.rawOctets == layout.page.octetsPerLine
    }

    /// Reads what was not asked for, so that the next page is found and a truncated one is not passed over.
    func skip() throws {
        while rest > 0 {
            try nextLine()
            rest -= 1
        }
    }

    /// Makes `raw` the next line.
    private func nextLine() throws {
        if repeats > 0 {
            repeats -= 1
            return
        }
        guard layout.isCompressed else {
            return try input.read(layout.rawOctets, to: raw, "a line of a page")
        }
        let offset = input.offset
        repeats = Int(try input.byte("the number of equal lines"))
        guard repeats < rest else {
            throw RasterError(.damaged, "\(repeats + 1) equal lines where \(rest) are left", at: offset)
        }
        try readCompressed()
    }

    /// See ``LineCompression``.
    private func readCompressed() throws {
        let (octets, unit) = (layout.rawOctets, layout.unit)
        var at = 0
        while at < octets {
            let offset = input.offset
            let code = Int(try input.byte("a line of a page"))
            if code == 128 {
                let white: UInt8 = layout.page.format.colorSpace.isAdditive ? 0xFF : 0
                (raw + at).update(repeating: white, count: octets - at)
                return
            }
            let count = (code < 128 ? code + 1 : 257 - code) * unit
            guard count <= octets - at else {
                throw RasterError(.damaged, "\(count) bytes where \(octets - at) are left of a line", at: offset)
            }
            if code < 128 {
                try input.read(unit, to: raw + at, "a line of a page")
                Self.repeatPixel(raw + at, unit: unit, count: count)
            } else {
                try input.read(count, to: raw + at, "a line of a page")
            }
            at += count
        }
    }

    /// Fills `count` bytes with the first `unit` of them, twice as many each time.
    private static func repeatPixel(_ start: UnsafeMutablePointer<UInt8>, unit: Int, count: Int) {
        if unit == 1 { return start.update(repeating: start[0], count: count) }
        var done = unit
        while done < count {
            let now = min(done, count - done)
            (start + done).update(from: start, count: now)
            done += now
        }
    }

    /// The line as it is given here: without filling, samples side by side, high bytes first.
    private func give(_ to: UnsafeMutablePointer<UInt8>) {
        if layout.isBanded {
            interleave(to)
        } else {
            to.update(from: raw, count: layout.page.octetsPerLine)
        }
        guard layout.isSwapped else { return }
        for index in 0..<layout.page.octetsPerLine / 2 {
            (to[2 * index], to[2 * index + 1]) = (to[2 * index + 1], to[2 * index])
        }
    }

    private func interleave(_ to: UnsafeMutablePointer<UInt8>) {
        let samples = layout.page.format.colorSpace.samples
        let sample = layout.page.format.bitsPerSample / 8
        let plane = layout.rawOctets / samples
        for color in 0..<samples {
            for pixel in 0..<layout.page.width {
                for byte in 0..<sample {
                    to[(pixel * samples + color) * sample + byte] = raw[color * plane + pixel * sample + byte]
                }
            }
        }
    }
}
