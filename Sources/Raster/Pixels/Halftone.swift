/// Grey to black and white, a line at a time and one line late.
///
/// Blue noise decides how dark a pixel must be to become black; it depends only on where the pixel is, so that bands and
/// workers do not show. Text stays crisp: where a pixel has light on one side and dark on the other, it lies on an edge,
/// and half is the threshold. For that the line below must be known, which is why lines come out late.
final class Halftone {
    private let width: Int
    /// The rows above, at and below; each with a pixel more at both ends, like its neighbour, and room for a vector.
    private var rows: [UnsafeMutablePointer<UInt8>]
    private let thresholds: UnsafeMutablePointer<UInt8>
    /// Rows that have come.
    private var count = 0
    /// Neighbours this far apart make an edge.
    private static let edge: UInt8 = 160
    /// Pixels of a vector, which are two bytes of bits.
    private static let lanes = 16

    init(width: Int) {
        self.width = width
        rows = (0..<3).map { _ in
            let row = UnsafeMutablePointer<UInt8>.allocate(capacity: width + 2 + Self.lanes)
            row.initialize(repeating: 255, count: width + 2 + Self.lanes)
            return row
        }
        thresholds = .allocate(capacity: BlueNoise.side * BlueNoise.side)
        thresholds.initialize(from: BlueNoise.thresholds, count: BlueNoise.side * BlueNoise.side)
    }

    deinit {
        rows.forEach { $0.deallocate() }
        thresholds.deallocate()
    }

    /// Where the next line of grey is put before ``next(_:)``.
    var line: UnsafeMutablePointer<UInt8> { rows[2] + 1 }

    /// - Returns: whether a line was written to `to`, bits of black, (width + 7) / 8 bytes; the first time none is.
    func next(_ to: UnsafeMutablePointer<UInt8>) -> Bool {
        rows[2][0] = rows[2][1]
        rows[2][width + 1] = rows[2][width]
        let isReady = count > 0
        if isReady { write(below: rows[2], to) }
        rows = [rows[1], rows[2], rows[0]]
        count += 1
        return isReady
    }

    /// - Returns: whether the last line was written to `to`.
    func finish(_ to: UnsafeMutablePointer<UInt8>) -> Bool {
        guard count > 0 else { return false }
        write(below: rows[1], to)
        count = 0
        return true
    }

    /// The row at 1, whose number is one less than `count`.
    private func write(below: UnsafeMutablePointer<UInt8>, _ to: UnsafeMutablePointer<UInt8>) {
        let noise = thresholds + (count - 1) % BlueNoise.side * BlueNoise.side
        let above = count == 1 ? rows[1] : rows[0]
        let row = rows[1]
        let octets = (width + 7) / 8
        var at = 0
        while at < width {
            let bits = Self.decide(row + at, above + at + 1, below + at + 1, noise + at % BlueNoise.side)
            to[at / 8] = UInt8(truncatingIfNeeded: bits[0] >> 56)
            if at / 8 + 1 < octets { to[at / 8 + 1] = UInt8(truncatingIfNeeded: bits[1] >> 56) }
            at += Self.lanes
        }
        // What is beyond the width is white.
        let filling = octets * 8 - width
        if filling > 0 { to[octets - 1] &= UInt8(truncatingIfNeeded: 0xFF << filling) }
    }

    /// Sixteen pixels, from the left neighbour of the first: eight bits in the highest byte of each result.
    @inline(__always)
    private static func decide(
        _ row: UnsafePointer<UInt8>, _ above: UnsafePointer<UInt8>, _ below: UnsafePointer<UInt8>,
        _ noise: UnsafePointer<UInt8>
    ) -> SIMD2<UInt64> {
        let (left, here, right) = (load(row), load(row + 1), load(row + 2))
        let (over, under) = (load(above), load(below))
        let lightest = lighter(lighter(left, right), lighter(over, under))
        let darkest = darker(darker(left, right), darker(over, under))
        // A comparison with a constant would be made lane by lane (Swift 6.3), twenty times as slow.
        let contrast = lightest &- darkest
        let isEdge = lighter(contrast, SIMD16(repeating: edge)) .== contrast
        let threshold = load(noise).replacing(with: SIMD16(repeating: 128), where: isEdge)
        let black = SIMD16<UInt8>().replacing(with: SIMD16(repeating: 1), where: here .< threshold)
        // Byte n, 0 or 1, to bit 7 − n of the highest byte.
        return unsafeBitCast(black, to: SIMD2<UInt64>.self) &* SIMD2(repeating: 0x8040_2010_0804_0201)
    }

    @inline(__always)
    private static func load(_ from: UnsafePointer<UInt8>) -> SIMD16<UInt8> {
        UnsafeRawPointer(from).loadUnaligned(as: SIMD16<UInt8>.self)
    }

    @inline(__always)
    private static func lighter(_ one: SIMD16<UInt8>, _ two: SIMD16<UInt8>) -> SIMD16<UInt8> {
        one.replacing(with: two, where: two .> one)
    }

    @inline(__always)
    private static func darker(_ one: SIMD16<UInt8>, _ two: SIMD16<UInt8>) -> SIMD16<UInt8> {
        one.replacing(with: two, where: two .< one)
    }
}
