import Testing

/// A picture of netpbm, read strictly.
struct Anymap: Hashable {
    let width: Int
    let height: Int
    /// 1 for black and white and grey, 3 for colour.
    let samples: Int
    /// Of 8 bits, 255 is light, of black and white too.
    let values: [UInt8]

    struct Damaged: Error { var offset: Int }

    static func all(_ bytes: [UInt8]) throws -> [Anymap] {
        var (rest, pictures) = (bytes[...], [Anymap]())
        while !rest.isEmpty { pictures.append(try Anymap(&rest)) }
        return pictures
    }

    private init(_ bytes: inout ArraySlice<UInt8>) throws {
        func word() throws -> String {
            guard let end = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x20 }) else {
                throw Damaged(offset: bytes.startIndex)
            }
            defer { bytes = bytes[(end + 1)...] }
            return String(decoding: bytes[..<end], as: UTF8.self)
        }
        let kind = try word()
        (width, height) = (Int(try word()) ?? 0, Int(try word()) ?? 0)
        samples = kind == "P6" ? 3 : 1
        let isBits = kind == "P4"
        if !isBits { guard try word() == "255" else { throw Damaged(offset: bytes.startIndex) } }
        let octetsPerLine = isBits ? (width + 7) / 8 : width * samples
        guard bytes.count >= octetsPerLine * height else { throw Damaged(offset: bytes.startIndex) }
        let data = Array(bytes.prefix(octetsPerLine * height))
        bytes = bytes.dropFirst(data.count)
        guard isBits else {
            values = data
            return
        }
        let across = width
        values = (0..<height).flatMap { y in
            (0..<across).map { x in data[y * octetsPerLine + x / 8] >> UInt8(7 - x % 8) & 1 == 1 ? 0 : 255 }
        }
    }

    /// The samples of a pixel, from the upper left corner.
    subscript(_ x: Int, _ y: Int) -> [UInt8] { Array(values[((y * width + x) * samples)...].prefix(samples)) }

    /// Grey, of the mean of its samples.
    func lightness(_ x: Int, _ y: Int) -> Double {
        self[x, y].reduce(0) { $0 + Double($1) } / Double(samples)
    }

    /// How far two pictures are apart where it is most, 0 to 255, seen from so far that `cell` pixels are one: a line
    /// that lies half a pixel elsewhere is no difference, a letter that is missing is.
    func distance(to other: Anymap, cell: Int) -> Double {
        guard width == other.width, height == other.height else { return 255 }
        var worst = 0.0
        for top in stride(from: 0, to: height - cell + 1, by: cell) {
            for left in stride(from: 0, to: width - cell + 1, by: cell) {
                var difference = 0.0
                for y in top..<top + cell {
                    for x in left..<left + cell { difference += lightness(x, y) - other.lightness(x, y) }
                }
                worst = max(worst, abs(difference) / Double(cell * cell))
            }
        }
        return worst
    }

    /// FNV-1a, 64 bits, of the size and the samples.
    var hash: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in [UInt8](String("\(width) \(height) \(samples) ").utf8) + values {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return String(hash, radix: 16)
    }

    func isRed(_ x: Int, _ y: Int) -> Bool { self[x, y] == [255, 0, 0] }
}
