/// One line as ``InkMeter`` sees it.
enum InkLine {
    /// The ink of a black pixel. Of CMYK it is three: black replaces the other three (``GrayReplacement``).
    static func full(_ format: PixelFormat) -> Int {
        switch format.bitsPerSample {
        case 1: 1
        default: 255 * (format.colorSpace == .cmyk ? 3 : format.colorSpace.samples)
        }
    }

    static func ink(_ line: UnsafePointer<UInt8>, _ page: RasterPage) -> Int {
        let format = page.format
        let samples = page.width * format.colorSpace.samples
        switch format.bitsPerSample {
        case 1:
            let ones = (0..<page.octetsPerLine).reduce(0) { $0 + line[$1].nonzeroBitCount }
            return format.colorSpace.isAdditive ? max(0, page.width - ones) : ones
        case 16:
            let sum = (0..<samples).reduce(0) { $0 + Int(line[2 * $1]) }
            return format.colorSpace.isAdditive ? 255 * samples - sum : sum
        default:
            if format.colorSpace == .cmyk { return cmykInk(line, page.width) }
            let sum = sum(line, samples)
            return format.colorSpace.isAdditive ? 255 * samples - sum : sum
        }
    }

    private static func sum(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var (total, at) = (0, 0)
        // 2^24 bytes of 255 fit 32 bits, which are added eight at a time.
        while at < count {
            let end = min(count, at + 1 << 16)
            var part: UInt32 = 0
            for index in at..<end { part &+= UInt32(bytes[index]) }
            total += Int(part)
            at = end
        }
        return total
    }

    private static func cmykInk(_ line: UnsafePointer<UInt8>, _ width: Int) -> Int {
        var total = 0
        for index in 0..<width {
            let pixel = line + 4 * index
            total &+= Int(pixel[0]) &+ Int(pixel[1]) &+ Int(pixel[2]) &+ 3 &* Int(pixel[3])
        }
        return total
    }

    static func hasColor(_ line: UnsafePointer<UInt8>, _ page: RasterPage, tolerance: Int) -> Bool {
        switch (page.format.colorSpace.samples, page.format.bitsPerSample) {
        case (3, 8): return rgbHasColor(line, page.width, tolerance)
        case (3, 16), (4, 8), (4, 16):
            return widestHasColor(line, page, tolerance)
        default: return false
        }
    }

    /// 48 bytes a step: sixteen pixels, seen in three vectors of which every third byte begins a pixel.
    private static func rgbHasColor(_ line: UnsafePointer<UInt8>, _ width: Int, _ tolerance: Int) -> Bool {
        let raw = UnsafeRawPointer(line)
        let octets = 3 * width
        // Looked up once a line, not once a step.
        let (first, second, third) = (first, second, third)
        var (worst, at) = (SIMD16<UInt8>(), 0)
        while at + 50 <= octets {
            if isWhite(raw, at) {
                at += 48
                continue
            }
            worst = wider(worst, spread(raw, at) & first)
            worst = wider(worst, spread(raw, at + 16) & second)
            worst = wider(worst, spread(raw, at + 32) & third)
            at += 48
        }
        if Int(worst.max()) > tolerance { return true }
        while at < octets {
            let (red, green, blue) = (Int(line[at]), Int(line[at + 1]), Int(line[at + 2]))
            if max(red, green, blue) - min(red, green, blue) > tolerance { return true }
            at += 3
        }
        return false
    }

    /// Whether 48 bytes are 255, as most of a page of text are.
    @inline(__always)
    private static func isWhite(_ raw: UnsafeRawPointer, _ at: Int) -> Bool {
        var all = UInt64.max
        for word in 0..<6 { all &= EqualBytes.load(raw, at + 8 * word) }
        return all == .max
    }

    /// Of each byte and the two that follow, how far they are apart.
    @inline(__always)
    private static func spread(_ raw: UnsafeRawPointer, _ at: Int) -> SIMD16<UInt8> {
        let one = raw.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
        let two = raw.loadUnaligned(fromByteOffset: at + 1, as: SIMD16<UInt8>.self)
        let three = raw.loadUnaligned(fromByteOffset: at + 2, as: SIMD16<UInt8>.self)
        return wider(wider(one, two), three) &- narrower(narrower(one, two), three)
    }

    @inline(__always)
    private static func wider(_ one: SIMD16<UInt8>, _ two: SIMD16<UInt8>) -> SIMD16<UInt8> {
        one.replacing(with: two, where: two .> one)
    }

    @inline(__always)
    private static func narrower(_ one: SIMD16<UInt8>, _ two: SIMD16<UInt8>) -> SIMD16<UInt8> {
        one.replacing(with: two, where: two .< one)
    }

    private static let first = SIMD16<UInt8>(255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255)
    private static let second = SIMD16<UInt8>(0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0)
    private static let third = SIMD16<UInt8>(0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0)

    /// The rarer ones, sample by sample; of 16 bits the high byte is enough.
    private static func widestHasColor(_ line: UnsafePointer<UInt8>, _ page: RasterPage, _ tolerance: Int) -> Bool {
        let sample = page.format.bitsPerSample / 8
        let pixel = page.format.unitOctets
        var worst = 0
        for index in 0..<page.width {
            let at = line + pixel * index
            let (one, two, three) = (Int(at[0]), Int(at[sample]), Int(at[2 * sample]))
            worst = max(worst, max(one, two, three) - min(one, two, three))
        }
        return worst > tolerance
    }
}
