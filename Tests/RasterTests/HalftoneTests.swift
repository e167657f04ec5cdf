import Testing

@testable import Raster

@Suite("Grey to black and white")
struct HalftoneTests {
    static func black(_ pixels: [UInt8], width: Int) throws -> [[Bool]] {
        let bytes = try convert(pixels, .raster(.sgray8), .black1, width: width)
        let octets = (width + 7) / 8
        return (0..<bytes.count / octets).map { line in
            (0..<width).map { bytes[line * octets + $0 / 8] >> UInt8(7 - $0 % 8) & 1 == 1 }
        }
    }

    @Test("An area has as many dots as it is dark", arguments: [0, 1, 32, 64, 127, 128, 200, 254, 255] as [UInt8])
    func density(grey: UInt8) throws {
        let dots = try Self.black([UInt8](repeating: grey, count: 128 * 128), width: 128).joined().count { $0 }

        let expected = Double(255 - Int(grey)) / 255 * 128 * 128
        #expect(abs(Double(dots) - expected) <= 80)
        if grey == 0 || grey == 255 { #expect(Double(dots) == expected) }
    }

    @Test("Black text stays black, and its grey edges become a clean line")
    func edges() throws {
        // A stem with one grey edge that is darker than half and one that is lighter.
        let row: [UInt8] = [255, 255, 255, 100, 0, 0, 0, 160, 255, 255, 255]
        let rows = (0..<64).flatMap { _ in row }

        let black = try Self.black(rows, width: row.count)

        let expected = [false, false, false, true, true, true, true, false, false, false, false]
        #expect(black.allSatisfy { $0 == expected })
    }

    @Test("The same along horizontal edges, where the line below decides")
    func horizontalEdges() throws {
        let column: [UInt8] = [255, 255, 100, 0, 0, 160, 255, 255]
        let rows = column.flatMap { [UInt8](repeating: $0, count: 64) }

        let black = try Self.black(rows, width: 64)

        #expect(black.map { Set($0) } == [[false], [false], [true], [true], [true], [false], [false], [false]])
    }

    @Test("A light hairline is dotted, and does not vanish")
    func hairline() throws {
        let row: [UInt8] = [255, 255, 160, 255, 255]

        let dots = try Self.black((0..<640).flatMap { _ in row }, width: 5).joined().count { $0 }

        #expect((200...280).contains(dots))
    }

    @Test("What lies beyond the width is white", arguments: [1, 7, 9, 15, 17])
    func filling(width: Int) throws {
        let bytes = try convert([UInt8](repeating: 0, count: width), .raster(.sgray8), .black1, width: width)

        #expect(bytes.reduce(0) { $0 + $1.nonzeroBitCount } == width)
    }

    @Test("The noise is the one that void and cluster makes")
    func noise() {
        #expect(BlueNoise.thresholds == VoidAndCluster.thresholds(side: BlueNoise.side))
    }
}

/// Robert Ulichney, "The void-and-cluster method for dither array generation", 1993.
enum VoidAndCluster {
    /// Thresholds from 1 to 255, each as often as the others.
    static func thresholds(side: Int) -> [UInt8] {
        let count = side * side
        let bell = (0..<count).map { place in
            let (x, y) = (place % side, place / side)
            let (dx, dy) = (Double(min(x, side - x)), Double(min(y, side - y)))
            return exponential(-(dx * dx + dy * dy) / (2 * 1.5 * 1.5))
        }
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { energy in
            energy.initialize(repeating: 0)
            return bell.withUnsafeBufferPointer { bell in
                ranks(side, bell, energy).map { UInt8(1 + $0 * 255 / count) }
            }
        }
    }

    /// By the series: Foundation's exp is another one on every system.
    private static func exponential(_ x: Double) -> Double {
        var (sum, term) = (1.0, 1.0)
        // In parts, so that the series converges at once.
        let part = x / 1024
        for step in 1...12 {
            term *= part / Double(step)
            sum += term
        }
        return (0..<10).reduce(sum) { result, _ in result * result }
    }

    private static func ranks(
        _ side: Int, _ bell: UnsafeBufferPointer<Double>, _ energy: UnsafeMutableBufferPointer<Double>
    ) -> [Int] {
        let count = side * side
        var isOn = [Bool](repeating: false, count: count)
        func add(_ place: Int, _ sign: Double, _ base: Int) {
            let (px, py) = (place % side, place / side)
            for y in 0..<side {
                let row = (y - py + side) % side * side
                for x in 0..<side { energy[base + y * side + x] += sign * bell[row + (x - px + side) % side] }
            }
        }
        func tightest(_ base: Int) -> Int {
            var best = -1
            for place in 0..<count where isOn[place] {
                if best < 0 || energy[base + place] > energy[base + best] { best = place }
            }
            return best
        }
        func emptiest() -> Int {
            var best = -1
            for place in 0..<count where !isOn[place] {
                if best < 0 || energy[place] < energy[best] { best = place }
            }
            return best
        }
        var (state, on) = (UInt32(12345), 0)
        while on < count / 10 {
            state = state &* 1_664_525 &+ 1_013_904_223
            let place = Int(state >> 8) % count
            if !isOn[place] {
                isOn[place] = true
                on += 1
                add(place, 1, 0)
            }
        }
        while true {
            let tight = tightest(0)
            isOn[tight] = false
            add(tight, -1, 0)
            let void = emptiest()
            isOn[void] = true
            add(void, 1, 0)
            if void == tight { break }
        }
        var ranks = [Int](repeating: 0, count: count)
        let first = isOn
        for place in 0..<count { energy[count + place] = energy[place] }
        for rank in (0..<on).reversed() {
            let place = tightest(count)
            isOn[place] = false
            ranks[place] = rank
            add(place, -1, count)
        }
        isOn = first
        for rank in on..<count {
            let place = emptiest()
            isOn[place] = true
            ranks[place] = rank
            add(place, 1, 0)
        }
        return ranks
    }
}
