/// Puts a picture together that comes in seven passes, each with more of its pixels (Adam7, ISO/IEC 15948 §8.2). It has
/// to be held whole.
struct PNGInterlace {
    /// Of the pixels as they are stored.
    static let octetsMax = 256 << 20

    /// Every `stepX`th pixel of every `stepY`th row, from `x` and `y` on.
    private struct Pass {
        let x, y, stepX, stepY: Int

        func columns(of width: Int) -> Int { max(0, (width - x + stepX - 1) / stepX) }
        func rows(of height: Int) -> Int { max(0, (height - y + stepY - 1) / stepY) }
    }

    private static let passes = [
        Pass(x: 0, y: 0, stepX: 8, stepY: 8), Pass(x: 4, y: 0, stepX: 8, stepY: 8),
        Pass(x: 0, y: 4, stepX: 4, stepY: 8), Pass(x: 2, y: 0, stepX: 4, stepY: 4),
        Pass(x: 0, y: 2, stepX: 2, stepY: 4), Pass(x: 1, y: 0, stepX: 2, stepY: 2),
        Pass(x: 0, y: 1, stepX: 1, stepY: 2),
    ]

    private let header: PNGHeader
    private let bitsPerPixel: Int
    private var pixels: [UInt8]
    /// Passes that have pixels at all; small pictures lack some.
    private var passes: ArraySlice<Pass>
    private var rowsDone = 0
    private var unfilter: PNGUnfilter?

    init(_ header: PNGHeader) throws {
        self.header = header
        bitsPerPixel = header.type.channels * header.bits
        let (size, overflow) = header.rowOctets.multipliedReportingOverflow(by: header.picture.height)
        guard !overflow, size <= Self.octetsMax else {
            throw PictureFault(.tooLarge, "the PNG is too large for one that is stored in passes (interlaced)")
        }
        pixels = [UInt8](repeating: 0, count: size)
        passes =
            Self.passes.filter {
                $0.columns(of: header.picture.width) > 0 && $0.rows(of: header.picture.height) > 0
            }[...]
    }

    /// The rows of all passes, in the order they are stored.
    var runs: [PNGRows.Run] {
        passes.map { pass in
            let octets = (pass.columns(of: header.picture.width) * bitsPerPixel + 7) / 8
            return PNGRows.Run(rowOctets: octets, rows: pass.rows(of: header.picture.height))
        }
    }

    mutating func add(_ filtered: [UInt8]) {
        guard let pass = passes.first else { return }
        var unfilter = self.unfilter ?? PNGUnfilter(rowOctets: filtered.count - 1, bitsPerPixel: bitsPerPixel)
        unfilter.undo(filtered)
        scatter(unfilter.row, of: pass)
        self.unfilter = unfilter
        rowsDone += 1
        guard rowsDone == pass.rows(of: header.picture.height) else { return }
        (passes, rowsDone, self.unfilter) = (passes.dropFirst(), 0, nil)
    }

    private mutating func scatter(_ row: [UInt8], of pass: Pass) {
        let start = (pass.y + rowsDone * pass.stepY) * header.rowOctets
        let octets = bitsPerPixel / 8
        for column in 0..<pass.columns(of: header.picture.width) {
            let x = pass.x + column * pass.stepX
            if octets > 0 {
                for octet in 0..<octets { pixels[start + x * octets + octet] = row[column * octets + octet] }
            } else {
                let (from, to) = (column * bitsPerPixel, x * bitsPerPixel)
                let value = row[from / 8] >> UInt8(8 - bitsPerPixel - from % 8) & UInt8(1 << bitsPerPixel - 1)
                pixels[start + to / 8] |= value << UInt8(8 - bitsPerPixel - to % 8)
            }
        }
    }

    /// The picture's rows from above to below, each with the filter "up", which makes them compress well.
    func rows(take: ([UInt8]) throws -> Void) throws {
        let octets = header.rowOctets
        var filtered = [UInt8](repeating: 2, count: octets + 1)
        for y in 0..<header.picture.height {
            for x in 0..<octets {
                let above = y > 0 ? pixels[(y - 1) * octets + x] : 0
                filtered[1 + x] = pixels[y * octets + x] &- above
            }
            try take(filtered)
        }
    }
}
