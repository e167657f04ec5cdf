/// Gathers lines until a strip is full, and compresses it. A strip like the one before, as most of a page of text is,
/// is not compressed again.
final class PCLmStrip {
    /// Takes the dictionary of an image and its bytes.
    typealias Take = (String, UnsafeRawBufferPointer) throws -> Void

    private let height: Int
    private let octetsPerLine: Int
    private let compression: PCLmEncoder.Compression
    private let dictionary: String
    private var lines: [UInt8] = []
    /// The strip whose compressed bytes are in `compressed`.
    private var last: [UInt8] = []
    private var compressed: [UInt8] = []

    init(height: Int, octetsPerLine: Int, _ compression: PCLmEncoder.Compression, dictionary: String) throws {
        // A strip is in memory twice, and compressed.
        guard height * octetsPerLine <= RasterLimits.lineOctetsMax else {
            throw RasterError(.tooLarge, "a strip of \(height) lines of \(octetsPerLine) bytes")
        }
        self.height = height
        self.octetsPerLine = octetsPerLine
        self.compression = compression
        self.dictionary = dictionary
        lines.reserveCapacity(height * octetsPerLine)
    }

    func add(_ from: UnsafePointer<UInt8>, count: Int, _ take: Take) throws {
        var (from, rest) = (from, count)
        while rest > 0 {
            let now = min(rest, height - lines.count / octetsPerLine)
            lines += UnsafeBufferPointer(start: from, count: now * octetsPerLine)
            if lines.count == height * octetsPerLine { try finish(take) }
            from += now * octetsPerLine
            rest -= now
        }
    }

    /// Hands on what there is, the last strip of a page being lower than the others.
    func finish(_ take: Take) throws {
        guard !lines.isEmpty else { return }
        if !isLikeLast {
            try compress()
            swap(&lines, &last)
        }
        let filter = compression == .flate ? "FlateDecode" : "RunLengthDecode"
        let height = last.count / octetsPerLine
        try compressed.withUnsafeBytes { try take("\(dictionary) /Height \(height) /Filter /\(filter)", $0) }
        lines.removeAll(keepingCapacity: true)
    }

    private var isLikeLast: Bool {
        lines.count == last.count
            && lines.withUnsafeBufferPointer { one in
                last.withUnsafeBufferPointer { two in
                    guard let first = one.baseAddress, let second = two.baseAddress else { return false }
                    return EqualBytes.areEqual(first, second, count: one.count)
                }
            }
    }

    private func compress() throws {
        compressed.removeAll(keepingCapacity: true)
        switch compression {
        case .flate:
            let output = OutputBuffer(octets: 64 << 10) { [self] in compressed += $0 }
            let deflater = try Deflater(into: output)
            try lines.withUnsafeBytes { try deflater.add($0) }
            try deflater.finish()
            try output.flush()
        case .rle:
            let room = PackBits.octetsMax(lines.count) + 1
            compressed = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                guard let to = buffer.baseAddress else { return }
                let end = lines.withUnsafeBufferPointer { from in
                    from.baseAddress.map { PackBits.compress($0, count: from.count, to: to) } ?? to
                }
                end[0] = 128
                count = end - to + 1
            }
        }
    }
}
