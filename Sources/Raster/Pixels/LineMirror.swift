/// Lines from right to left, for backs that are ``BackTransform/mirrored``.
public struct LineMirror: Sendable {
    private let format: PixelFormat
    private let width: Int
    private let octets: Int

    public init(_ page: RasterPage) {
        format = page.format
        width = page.width
        octets = page.octetsPerLine
    }

    /// - Parameter lines: whole lines of the page, changed in place.
    public func mirror(_ lines: UnsafeMutableRawBufferPointer) {
        precondition(lines.count % octets == 0, "lines of another length than the page's")
        guard let start = lines.bindMemory(to: UInt8.self).baseAddress else { return }
        for line in 0..<lines.count / octets {
            if format.bitsPerPixel == 1 {
                mirrorBits(start + line * octets)
            } else {
                mirrorPixels(start + line * octets, format.unitOctets)
            }
        }
    }

    private func mirrorPixels(_ line: UnsafeMutablePointer<UInt8>, _ unit: Int) {
        var (first, last) = (line, line + (width - 1) * unit)
        while first < last {
            for byte in 0..<unit {
                (first[byte], last[byte]) = (last[byte], first[byte])
            }
            first += unit
            last -= unit
        }
    }

    /// The filling comes to the front and is moved out.
    private func mirrorBits(_ line: UnsafeMutablePointer<UInt8>) {
        for index in 0..<(octets + 1) / 2 {
            let (first, last) = (line[index], line[octets - 1 - index])
            (line[index], line[octets - 1 - index]) = (Self.reversed(last), Self.reversed(first))
        }
        let filling = UInt8(truncatingIfNeeded: octets * 8 - width)
        guard filling > 0 else { return }
        for index in 0..<octets {
            let next = index + 1 < octets ? line[index + 1] : 0
            line[index] = line[index] << filling | next >> (8 - filling)
        }
    }

    private static func reversed(_ byte: UInt8) -> UInt8 {
        let fours = byte << 4 | byte >> 4
        let twos = (fours & 0x33) << 2 | (fours >> 2) & 0x33
        return (twos & 0x55) << 1 | (twos >> 1) & 0x55
    }
}
