/// The picture of a printer that clients show, drawn here in any size.
struct PrinterIcon {
    /// In pixels.
    let side: Int

    /// Index 0 is see-through.
    private static let colors: [(red: UInt8, green: UInt8, blue: UInt8)] = [
        (0, 0, 0), (58, 66, 80), (245, 246, 248), (52, 152, 105),
    ]

    /// Corners in 48ths of the side, and the colour's index; later ones lie over earlier ones.
    private static let shapes: [(left: Int, top: Int, right: Int, bottom: Int, color: UInt8)] = [
        (12, 4, 36, 18, 1), (14, 6, 34, 18, 2), (4, 16, 44, 36, 1), (38, 20, 41, 23, 3), (10, 28, 38, 30, 2),
        (12, 30, 36, 45, 1), (14, 30, 34, 43, 2), (17, 33, 31, 34, 1), (17, 36, 31, 37, 1), (17, 39, 26, 40, 1),
    ]

    /// A PNG with a palette of four colours, two bits a pixel (W3C PNG, third edition).
    var png: [UInt8] {
        var header = Self.bigEndian(UInt32(side)) + Self.bigEndian(UInt32(side))
        header += [2, 3, 0, 0, 0]
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]
        file += chunk("IHDR", header)
        file += chunk("PLTE", Self.colors.flatMap { [$0.red, $0.green, $0.blue] })
        file += chunk("tRNS", [0])
        file += chunk("IDAT", Self.stored(rows))
        file += chunk("IEND", [])
        return file
    }

    /// Each row begins with the filter it is in: none.
    private var rows: [UInt8] {
        var bytes: [UInt8] = []
        for y in 0..<side {
            bytes.append(0)
            var packed: UInt8 = 0
            for x in 0..<side {
                packed = packed << 2 | color(x: x * 48 / side, y: y * 48 / side)
                if x % 4 == 3 {
                    bytes.append(packed)
                    packed = 0
                }
            }
        }
        return bytes
    }

    private func color(x: Int, y: Int) -> UInt8 {
        Self.shapes.last { (left, top, right, bottom, _) in
            (left..<right).contains(x) && (top..<bottom).contains(y)
        }?.color ?? 0
    }

    private func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return Self.bigEndian(UInt32(content.count)) + body + Self.bigEndian(Self.crc32(body))
    }

    /// A zlib stream that compresses nothing (RFC 1950, RFC 1951 §3.2.4).
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let count = min(bytes.count - start, 65_535)
            let isLast = start + count == bytes.count
            stream += [
                isLast ? 1 : 0, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8 & 255),
            ]
            stream += bytes[start..<start + count]
            start += count
        } while start < bytes.count
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return stream + bigEndian(high << 16 | low)
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = .max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32($0))) }
    }
}
