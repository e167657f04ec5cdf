/// Adobe RGB (1998) to sRGB: both have the same white, so that a matrix between their linear lights is enough.
struct AdobeRGB {
    /// Linear light of each value, 65535 the most: value to the power of 563 / 256.
    private let linear: [Int32]
    /// sRGB of linear light in 4096 steps.
    private let curve: [UInt8]

    init() {
        linear = (0...255).map { Int32(Self.power(Double($0) / 255, 563, 256) * 65535 + 0.5) }
        curve = (0...4096).map { step in
            let light = Double(step) / 4096
            let value = light <= 0.003_130_8 ? 12.92 * light : 1.055 * Self.power(light, 5, 12) - 0.055
            return UInt8(min(255, value * 255 + 0.5))
        }
    }

    func convert(_ from: UnsafePointer<UInt8>, count: Int, to: UnsafeMutablePointer<UInt8>) {
        for index in 0..<count {
            let red = linear[Int(from[3 * index])]
            let green = linear[Int(from[3 * index + 1])]
            let blue = linear[Int(from[3 * index + 2])]
            // In 65536ths; each row adds up to one, so that white stays white.
            to[3 * index] = value(91_693, -26_157, 0, red, green, blue)
            to[3 * index + 1] = value(0, 65_536, 0, red, green, blue)
            to[3 * index + 2] = value(0, -2_812, 68_348, red, green, blue)
        }
    }

    @inline(__always)
    private func value(
        _ one: Int64, _ two: Int64, _ three: Int64, _ red: Int32, _ green: Int32, _ blue: Int32
    ) -> UInt8 {
        let light = (one * Int64(red) + two * Int64(green) + three * Int64(blue)) >> 16
        return curve[Int(min(max(light, 0), 65535) * 4096 / 65535)]
    }

    /// x to the power of `above` / `below`, for x from 0 to 1: without libm, by the root y of y^below = x^above.
    private static func power(_ x: Double, _ above: Int, _ below: Int) -> Double {
        guard x > 0 else { return 0 }
        let wanted = (0..<above).reduce(1.0) { result, _ in result * x }
        var (low, high) = (0.0, 1.0)
        for _ in 0..<48 {
            let middle = (low + high) / 2
            let result = (0..<below).reduce(1.0) { result, _ in result * middle }
            if result < wanted { low = middle } else { high = middle }
        }
        return high
    }
}
