internal import Glibc

/// Finds the end of a JPEG in what follows its header, however that is cut into pieces. Telephones hang films behind a
/// picture, which are no part of it.
public struct JPEGScans {
    private enum Place {
        case pixels
        case afterFF
        case length
        case lowLength(high: Int)
        case segment(rest: Int)
    }

    private var place = Place.pixels
    /// The end-of-image marker was seen.
    public private(set) var isAtEnd = false

    public init() {}

    /// How many of these octets belong to the picture: all of them, until its end is among them.
    public mutating func consume(_ piece: ArraySlice<UInt8>) -> Int {
        piece.withUnsafeBufferPointer { bytes in
            var offset = 0
            while offset < bytes.count, !isAtEnd {
                switch place {
                case .pixels: offset = skipPixels(bytes, from: offset)
                case .segment(let rest):
                    let step = min(rest, bytes.count - offset)
                    offset += step
                    place = step == rest ? .pixels : .segment(rest: rest - step)
                default:
                    follow(bytes[offset])
                    offset += 1
                }
            }
            return offset
        }
    }

    /// To the octet behind the next 0xFF.
    private mutating func skipPixels(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int {
        guard let start = bytes.baseAddress, let found = memchr(start + offset, 0xFF, bytes.count - offset) else {
            return bytes.count
        }
        place = .afterFF
        return UnsafeRawPointer(start).distance(to: UnsafeRawPointer(found)) + 1
    }

    private mutating func follow(_ byte: UInt8) {
        switch place {
        case .afterFF where byte == 0xD9: isAtEnd = true
        case .afterFF where byte == 0xFF: break
        // A stuffed zero, a restart, or a marker without a segment (T.81 §B.1.1.3).
        case .afterFF where byte <= 0x01 || (0xD0...0xD8).contains(byte): place = .pixels
        case .afterFF: place = .length
        case .length: place = .lowLength(high: Int(byte))
        case .lowLength(let high):
            let rest = high << 8 + Int(byte) - 2
            place = rest > 0 ? .segment(rest: rest) : .pixels
        case .pixels, .segment: break
        }
    }
}
