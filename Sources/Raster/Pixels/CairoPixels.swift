/// From what cairo draws, four bytes a pixel. Plain loops, which the compiler turns into vectors; the next pixel depends
/// on no other.
enum CairoPixels {
    /// Onto white: the colour is multiplied by alpha already, so that the rest of the light is the paper's.
    static func flatten(_ from: UnsafeRawPointer, count: Int, to: UnsafeMutablePointer<UInt32>) {
        for index in 0..<count {
            let pixel = load(from, index)
            let alpha = pixel >> 24
            let paper = 255 - alpha
            // Colours brighter than alpha allows would flow over into their neighbours.
            let blue = min(pixel & 0xFF, alpha) &+ paper
            let green = min((pixel >> 8) & 0xFF, alpha) &+ paper
            let red = min((pixel >> 16) & 0xFF, alpha) &+ paper
            to[index] = red << 16 | green << 8 | blue
        }
    }

    static func gray(_ from: UnsafeRawPointer, count: Int, to: UnsafeMutablePointer<UInt8>) {
        // A margin, or a line between two of text. To look for less than that costs more than it saves.
        let white = whitePixels(from, 0, count)
        to.update(repeating: 255, count: white)
        coloredGray(from + 4 * white, count: count - white, to: to + white)
    }

    /// A loop from 0, as the compiler makes no vectors of another.
    private static func coloredGray(_ from: UnsafeRawPointer, count: Int, to: UnsafeMutablePointer<UInt8>) {
        for index in 0..<count {
            let pixel = load(from, index)
            let value = Luma.value(red: (pixel >> 16) & 0xFF, green: (pixel >> 8) & 0xFF, blue: pixel & 0xFF)
            to[index] = UInt8(truncatingIfNeeded: value)
        }
    }

    static func rgb(_ from: UnsafeRawPointer, count: Int, to: UnsafeMutablePointer<UInt8>) {
        var at = 0
        while at < count {
            let white = whitePixels(from, at, count)
            (to + 3 * at).update(repeating: 255, count: 3 * white)
            let end = min(at + white + colored, count)
            coloredRGB(from + 4 * (at + white), count: end - at - white, to: to + 3 * (at + white))
            at = end
        }
    }

    private static func coloredRGB(_ from: UnsafeRawPointer, count: Int, to: UnsafeMutablePointer<UInt8>) {
        let to = UnsafeMutableRawPointer(to)
        guard count > 0 else { return }
        // Four bytes are written for each pixel but the last; the next pixel overwrites the fourth.
        for index in 0..<count - 1 {
            let value = load(from, index).byteSwapped >> 8
            to.storeBytes(of: value.littleEndian, toByteOffset: 3 * index, as: UInt32.self)
        }
        let last = load(from, count - 1)
        for byte in 0..<3 {
            let value = UInt8(truncatingIfNeeded: last >> UInt32(16 - 8 * byte))
            to.storeBytes(of: value, toByteOffset: 3 * (count - 1) + byte, as: UInt8.self)
        }
    }

    /// Pixels that are looked at together.
    private static let block = 32
    /// Pixels that are not looked at after one that is not white: near it there are more.
    private static let colored = 128

    /// How many pixels from `start` on are white, in whole blocks: most of a page of text is, and needs no arithmetic.
    @inline(__always)
    private static func whitePixels(_ from: UnsafeRawPointer, _ start: Int, _ count: Int) -> Int {
        var at = start
        while at + block <= count {
            var all = SIMD16<UInt8>(repeating: 255)
            for part in 0..<block / 4 {
                all &= from.loadUnaligned(fromByteOffset: 4 * at + 16 * part, as: SIMD16<UInt8>.self)
            }
            // The fourth byte says nothing.
            let bits = unsafeBitCast(all, to: SIMD2<UInt64>.self)
            guard (bits[0] & bits[1]) | 0xFF00_0000_FF00_0000 == .max else { break }
            at += block
        }
        return at - start
    }

    static func cmyk(_ from: UnsafeRawPointer, count: Int, to: UnsafeMutablePointer<UInt8>) {
        let to = UnsafeMutableRawPointer(to)
        for index in 0..<count {
            let ink = ~load(from, index)
            let value = GrayReplacement.cmyk(cyan: (ink >> 16) & 0xFF, magenta: (ink >> 8) & 0xFF, yellow: ink & 0xFF)
            to.storeBytes(of: value.littleEndian, toByteOffset: 4 * index, as: UInt32.self)
        }
    }

    @inline(__always)
    private static func load(_ from: UnsafeRawPointer, _ index: Int) -> UInt32 {
        UInt32(littleEndian: from.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
    }
}
