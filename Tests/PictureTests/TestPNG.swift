import CZlib

/// PNGs as tests need them: any kind of pixels, stored in rows or in passes, with every filter in turn.
struct TestPNG {
    let width: Int
    let height: Int
    let colorType: UInt8
    let bits: Int
    var isInterlaced = false
    var palette: [UInt8] = []
    var transparency: [UInt8] = []
    /// Chunks before and behind the pixels.
    var before: [[UInt8]] = []
    var after: [[UInt8]] = []
    /// Of each pixel in turn, `channels` values.
    var samples: [Int]

    var channels: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colorType] ?? 1 }

    static func channels(of colorType: UInt8) -> Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colorType] ?? 1 }

    init(width: Int, height: Int, colorType: UInt8, bits: Int, isInterlaced: Bool = false, samples: [Int]) {
        self.width = width
        self.height = height
        self.colorType = colorType
        self.bits = bits
        self.isInterlaced = isInterlaced
        self.samples = samples
    }

    var bytes: [UInt8] {
        let header = Self.number(width) + Self.number(height) + [UInt8(bits), colorType, 0, 0, isInterlaced ? 1 : 0]
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Self.chunk("IHDR", header)
        if !palette.isEmpty { bytes += Self.chunk("PLTE", palette) }
        if !transparency.isEmpty { bytes += Self.chunk("tRNS", transparency) }
        bytes += before.joined()
        let data = Self.deflated(rows)
        // In two pieces, as they may be anywhere.
        bytes += Self.chunk("IDAT", Array(data.prefix(data.count / 3)))
        bytes += Self.chunk("IDAT", Array(data.dropFirst(data.count / 3)))
        return bytes + after.joined() + Self.chunk("IEND", [])
    }

    /// All rows with their filters, before compression.
    var rows: [UInt8] {
        guard isInterlaced else { return pass(x: 0, y: 0, stepX: 1, stepY: 1) }
        let passes = [
            (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
        ]
        return passes.flatMap { pass(x: $0.0, y: $0.1, stepX: $0.2, stepY: $0.3) }
    }

    private func pass(x: Int, y: Int, stepX: Int, stepY: Int) -> [UInt8] {
        let columns = stride(from: x, to: width, by: stepX)
        guard columns.underestimatedCount > 0 else { return [] }
        var (rows, above): ([UInt8], [UInt8]) = ([], [])
        for (index, line) in stride(from: y, to: height, by: stepY).enumerated() {
            let values = columns.flatMap { column in
                (0..<channels).map { samples[(line * width + column) * channels + $0] }
            }
            let row = packed(values)
            if above.isEmpty { above = [UInt8](repeating: 0, count: row.count) }
            rows += filtered(row, above: above, by: index % 5)
            above = row
        }
        return rows
    }

    private func packed(_ values: [Int]) -> [UInt8] {
        if bits == 16 { return values.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } }
        if bits == 8 { return values.map { UInt8($0) } }
        var row = [UInt8](repeating: 0, count: (values.count * bits + 7) / 8)
        for (index, value) in values.enumerated() {
            row[index * bits / 8] |= UInt8(value << (8 - bits - index * bits % 8))
        }
        return row
    }

    private func filtered(_ row: [UInt8], above: [UInt8], by filter: Int) -> [UInt8] {
        let step = max(1, channels * bits / 8)
        return [UInt8(filter)]
            + row.indices.map { index in
                let a = index >= step ? Int(row[index - step]) : 0
                let b = Int(above[index])
                let c = index >= step ? Int(above[index - step]) : 0
                let guess: Int
                switch filter {
                case 1: guess = a
                case 2: guess = b
                case 3: guess = (a + b) / 2
                case 4:
                    let p = a + b - c
                    let (pa, pb, pc) = (abs(p - a), abs(p - b), abs(p - c))
                    guess = pa <= pb && pa <= pc ? a : pb <= pc ? b : c
                default: guess = 0
                }
                return row[index] &- UInt8(guess)
            }
    }

    static func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }

    static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return number(data.count) + body + number(Int(crc32(0, body, UInt32(body.count))))
    }

    static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var count = compressBound(UInt(bytes.count))
        var result = [UInt8](repeating: 0, count: Int(count))
        compress2(&result, &count, bytes, UInt(bytes.count), 9)
        return Array(result.prefix(Int(count)))
    }
}
