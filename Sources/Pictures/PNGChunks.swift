internal import CZlib

/// The chunks of a PNG, one after the other: length, type, data, checksum (ISO/IEC 15948 §5.3).
public struct PNGChunks {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Four letters; a capital first one says that no reader may do without it.
    struct Kind: Hashable {
        let letters: [UInt8]
        var isCritical: Bool { (letters.first ?? 0) & 0x20 == 0 }

        init(_ letters: ArraySlice<UInt8>) { self.letters = Array(letters) }
        init(_ name: StaticString) { letters = name.withUTF8Buffer { Array($0) } }

        static let header = Kind("IHDR")
        static let palette = Kind("PLTE")
        static let data = Kind("IDAT")
        static let end = Kind("IEND")
        static let transparency = Kind("tRNS")
        static let profile = Kind("iCCP")
        static let standardRGB = Kind("sRGB")
        static let gamma = Kind("gAMA")
        static let density = Kind("pHYs")
        static let exif = Kind("eXIf")
    }

    private var input: PictureInput
    private(set) var kind = Kind.header
    private var rest = 0
    private var checksum: UInt = 0

    init(_ input: PictureInput) throws {
        self.input = input
        guard try self.input.take(8)?.elementsEqual(Self.signature) == true else {
            throw PictureFault(.damaged, "the file is not a PNG")
        }
    }

    /// The next chunk, whose data are then read by ``piece()`` or ``body(octetsMax:)`` to their end.
    mutating func next() throws -> Kind {
        guard let head = try input.take(8), let length = ByteWindow(head).uint32(at: 0), length <= 0x7FFF_FFFF else {
            throw PictureFault(.damaged, "the PNG is cut off")
        }
        kind = Kind(head.dropFirst(4))
        guard kind.letters.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else {
            throw PictureFault(.damaged, "the PNG is damaged: a chunk has no name")
        }
        rest = length
        checksum = kind.letters.withUnsafeBufferPointer { crc32(0, $0.baseAddress, 4) }
        return kind
    }

    /// More of the chunk's data; `nil` at its end, whose checksum has been looked at.
    mutating func piece() throws -> ArraySlice<UInt8>? {
        guard rest > 0 else {
            _ = try endsWithItsChecksum()
            return nil
        }
        let piece = try input.takePiece(upTo: rest)
        guard !piece.isEmpty else { throw Self.cutOff }
        rest -= piece.count
        checksum = piece.withUnsafeBufferPointer { crc32(checksum, $0.baseAddress, UInt32($0.count)) }
        return piece
    }

    /// All data of the chunk; `nil` when they are too many, or damaged in a chunk that one can do without.
    mutating func body(octetsMax: Int) throws -> [UInt8]? {
        let isWanted = rest <= octetsMax
        var body: [UInt8] = []
        while rest > 0, let piece = try piece() {
            if isWanted { body += piece }
        }
        let isSound = try endsWithItsChecksum()
        return isWanted && isSound ? body : nil
    }

    mutating func skip() throws { _ = try body(octetsMax: -1) }

    /// Whether the checksum is right; of a chunk that no reader may do without, it has to be.
    private mutating func endsWithItsChecksum() throws -> Bool {
        guard let found = try input.take(4).flatMap({ ByteWindow($0).uint32(at: 0) }) else { throw Self.cutOff }
        guard found == Int(checksum) || !kind.isCritical else {
            throw PictureFault(.damaged, "the PNG is damaged: a checksum is wrong")
        }
        return found == Int(checksum)
    }

    private static var cutOff: PictureFault { PictureFault(.damaged, "the PNG is cut off") }
}
