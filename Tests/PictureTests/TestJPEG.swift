/// JPEGs of blocks of one colour each, 8 × 8 pixels, which is all that tests need: only the mean of a block is stored.
struct TestJPEG {
    /// Blocks in a row, and rows.
    let width: Int
    let height: Int
    /// Of each block in turn, a value of each component, 0 to 255.
    let blocks: [[Int]]
    /// Segments behind the start of the image.
    var segments: [[UInt8]] = []
    var identifiers: [UInt8]?
    /// Of the frame: 0xC0 for baseline.
    var frame: UInt8 = 0xC0

    init(width: Int, height: Int, blocks: [[Int]]) {
        self.width = width
        self.height = height
        self.blocks = blocks
    }

    private var components: Int { blocks[0].count }
    private var names: [UInt8] { identifiers ?? (1...4).prefix(components).map { UInt8($0) } }

    var header: [UInt8] {
        var bytes: [UInt8] = [0xFF, 0xD8] + segments.joined()
        bytes += Self.segment(0xDB, [0] + [UInt8](repeating: 8, count: 64))
        let size = [UInt8(height * 8 >> 8), UInt8(height * 8 & 255), UInt8(width * 8 >> 8), UInt8(width * 8 & 255)]
        bytes += Self.segment(frame, [8] + size + [UInt8(components)] + names.flatMap { [$0, 0x11, 0] })
        // Ten lengths of differences, of four bits each; and "nothing follows", of one.
        bytes += Self.segment(0xC4, [0x00, 0, 0, 0, 10] + [UInt8](repeating: 0, count: 12) + (0...9).map { UInt8($0) })
        bytes += Self.segment(0xC4, [0x10, 1] + [UInt8](repeating: 0, count: 15) + [0])
        return bytes + Self.segment(0xDA, [UInt8(components)] + names.flatMap { [$0, 0] } + [0, 63, 0])
    }

    var scan: [UInt8] {
        var (bits, before): ([Bool], [Int]) = ([], [Int](repeating: 128, count: components))
        func put(_ value: Int, _ count: Int) {
            for bit in (0..<count).reversed() { bits.append(value >> bit & 1 == 1) }
        }
        for block in blocks {
            for (component, value) in block.enumerated() {
                let difference = value - before[component]
                before[component] = value
                let length = Int.bitWidth - abs(difference).leadingZeroBitCount
                put(length, 4)
                put(difference < 0 ? difference + 1 << length - 1 : difference, length)
                put(0, 1)
            }
        }
        while bits.count % 8 != 0 { bits.append(true) }
        return stride(from: 0, to: bits.count, by: 8).flatMap { start -> [UInt8] in
            let byte = bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
            return byte == 0xFF ? [0xFF, 0] : [byte]
        }
    }

    var bytes: [UInt8] { header + scan + [0xFF, 0xD9] }

    static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
        let length = body.count + 2
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + body
    }

    static let jfif = segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
    static func adobe(transform: UInt8) -> [UInt8] {
        segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, transform])
    }

    /// A TIFF structure with one entry.
    static func exif(orientation: Int, isLittleEndian: Bool) -> [UInt8] {
        isLittleEndian
            ? Array("II".utf8) + [
                42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, UInt8(orientation), 0, 0, 0, 0, 0, 0, 0,
            ]
            : Array("MM".utf8) + [
                0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0, 0, 0, 0, 0,
            ]
    }

    static func exifSegment(orientation: Int, isLittleEndian: Bool = false) -> [UInt8] {
        segment(0xE1, Array("Exif\0\0".utf8) + exif(orientation: orientation, isLittleEndian: isLittleEndian))
    }
}
