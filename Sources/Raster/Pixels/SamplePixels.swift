/// From and to samples of eight bits that lie side by side.
enum SamplePixels {
    static func gray(fromRGB from: UnsafePointer<UInt8>, count: Int, to: UnsafeMutablePointer<UInt8>) {
        for index in 0..<count {
            let value = Luma.value(
                red: UInt32(from[3 * index]), green: UInt32(from[3 * index + 1]), blue: UInt32(from[3 * index + 2]))
            to[index] = UInt8(truncatingIfNeeded: value)
        }
    }

    static func cmyk(fromRGB from: UnsafePointer<UInt8>, count: Int, to: UnsafeMutablePointer<UInt8>) {
        let raw = UnsafeMutableRawPointer(to)
        for index in 0..<count {
            let value = GrayReplacement.cmyk(
                cyan: UInt32(~from[3 * index]), magenta: UInt32(~from[3 * index + 1]),
                yellow: UInt32(~from[3 * index + 2]))
            raw.storeBytes(of: value.littleEndian, toByteOffset: 4 * index, as: UInt32.self)
        }
    }

    /// The paper's light less each ink, and less black.
    static func rgb(fromCMYK from: UnsafePointer<UInt8>, count: Int, to: UnsafeMutablePointer<UInt8>) {
        for index in 0..<count {
            let black = UInt16(from[4 * index + 3])
            for ink in 0..<3 {
                let value = min(255, UInt16(from[4 * index + ink]) &+ black)
                to[3 * index + ink] = UInt8(truncatingIfNeeded: 255 &- value)
            }
        }
    }

    static func rgb(fromGray from: UnsafePointer<UInt8>, count: Int, to: UnsafeMutablePointer<UInt8>) {
        for index in 0..<count {
            to[3 * index] = from[index]
            to[3 * index + 1] = from[index]
            to[3 * index + 2] = from[index]
        }
    }

    static func cmyk(fromGray from: UnsafePointer<UInt8>, count: Int, to: UnsafeMutablePointer<UInt8>) {
        let raw = UnsafeMutableRawPointer(to)
        for index in 0..<count {
            raw.storeBytes(of: (UInt32(~from[index]) << 24).littleEndian, toByteOffset: 4 * index, as: UInt32.self)
        }
    }

    /// Ink to light and back.
    static func inverted(_ from: UnsafePointer<UInt8>, count: Int, to: UnsafeMutablePointer<UInt8>) {
        for index in 0..<count { to[index] = ~from[index] }
    }

    /// From bits, the highest first: `clear` for 0 and `set` for 1.
    static func gray(
        fromBits from: UnsafePointer<UInt8>, count: Int, clear: UInt8, set: UInt8, to: UnsafeMutablePointer<UInt8>
    ) {
        for index in 0..<count {
            let bit = from[index >> 3] >> UInt8(truncatingIfNeeded: 7 - index & 7) & 1
            to[index] = bit == 0 ? clear : set
        }
    }

    /// From big-endian samples of 16 bits, each to the nearest of 8.
    static func narrowed(_ from: UnsafeRawPointer, samples: Int, to: UnsafeMutablePointer<UInt8>) {
        for index in 0..<samples {
            let value = UInt32(UInt16(bigEndian: from.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self)))
            // Rounds value / 257.
            to[index] = UInt8(truncatingIfNeeded: (value &* 255 &+ 32_895) >> 16)
        }
    }
}
