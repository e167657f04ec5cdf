/// What stands before the first scan of a JPEG (ITU-T T.81 annex B), kept as it came.
public struct JPEGHeader {
    public let picture: Picture
    /// From the start of the file to the end of the first start-of-scan segment.
    public let octets: [UInt8]
    /// Four colours with 255 for no ink, as Adobe's programs write them.
    public let isInverted: Bool
    /// Three components that are red, green and blue themselves, with no marker that says so to a PDF reader.
    public let isPlainRGB: Bool

    private struct Frame {
        let width: Int
        let height: Int
        let identifiers: [UInt8]
    }

    public init(reading input: inout PictureInput) throws {
        input.startRecording()
        guard let start = try input.take(2), start.elementsEqual([0xFF, 0xD8]) else {
            throw PictureFault(.damaged, "the file is not a JPEG")
        }
        var (frame, exif, profile): (Frame?, EXIF?, ProfilePieces) = (nil, nil, ProfilePieces())
        var (jfifDensity, hasJFIF, transform): (Density?, Bool, Int?) = (nil, false, nil)
        var total = 0
        segments: while true {
            let marker = try Self.nextMarker(&input)
            if marker == 0x01 || (0xD0...0xD7).contains(marker) { continue }
            let segment = try Self.segment(&input)
            total += segment.count
            guard total <= PictureLimits.headerOctetsMax else {
                throw PictureFault(.tooLarge, "the picture carries too much beside its pixels")
            }
            let window = ByteWindow(segment)
            switch marker {
            case 0xDA: break segments
            case 0xC0, 0xC1, 0xC2:
                guard frame == nil else { throw PictureFault(.damaged, "the JPEG has two frames") }
                frame = try Self.frame(window)
            case 0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                throw PictureFault(.unsupported, "the JPEG is of a rare kind (lossless, hierarchical or arithmetic)")
            case 0xD8, 0xD9: throw PictureFault(.damaged, "the JPEG ends before its pixels")
            case 0xE0 where window.hasText("JFIF\0", at: 0):
                hasJFIF = true
                jfifDensity = Self.jfifDensity(window)
            case 0xE1 where window.hasText("Exif\0", at: 0) && exif == nil: exif = EXIF(tiff: segment.dropFirst(6))
            case 0xE2 where window.hasText("ICC_PROFILE\0", at: 0): profile.add(window)
            case 0xEE where window.hasText("Adobe", at: 0): transform = window.uint8(at: 11)
            default: break
            }
        }
        guard let frame else { throw PictureFault(.damaged, "the JPEG has pixels before it says how many") }
        guard let colors = Picture.Colors(rawValue: frame.identifiers.count) else {
            throw PictureFault(.unsupported, "the JPEG has \(frame.identifiers.count) colours")
        }
        octets = input.endRecording()
        isInverted = colors == .cmyk && transform != nil
        isPlainRGB = transform == nil && !hasJFIF && frame.identifiers.elementsEqual("RGB".utf8)
        var picture = Picture(width: frame.width, height: frame.height, colors: colors)
        picture.orientation = exif?.orientation ?? 1
        picture.density = jfifDensity ?? exif?.density
        picture.profile = profile.whole.flatMap { ICCProfile.usable($0, for: colors) }
        self.picture = picture
    }

    /// Any number of fill octets may stand before a marker (T.81 §B.1.1.2); other junk is passed over as every reader does.
    private static func nextMarker(_ input: inout PictureInput) throws -> UInt8 {
        var (isMarker, passed) = (false, 0)
        while let byte = try input.take(1)?.first {
            if isMarker, byte != 0xFF, byte != 0 { return byte }
            isMarker = byte == 0xFF
            passed += 1
            guard passed <= 1 << 16 else { break }
        }
        throw PictureFault(.damaged, "the JPEG ends before its pixels")
    }

    private static func segment(_ input: inout PictureInput) throws -> ArraySlice<UInt8> {
        guard let length = try input.take(2).flatMap({ ByteWindow($0).uint16(at: 0) }), length >= 2,
            let segment = try input.take(length - 2)
        else { throw PictureFault(.damaged, "the JPEG ends before its pixels") }
        return segment
    }

    private static func frame(_ window: ByteWindow) throws -> Frame {
        guard let bits = window.uint8(at: 0), let height = window.uint16(at: 1), let width = window.uint16(at: 3),
            let count = window.uint8(at: 5), window.bytes.count >= 6 + 3 * count
        else { throw PictureFault(.damaged, "the JPEG does not say how large it is") }
        guard bits == 8 else { throw PictureFault(.unsupported, "the JPEG has \(bits) bits a colour") }
        try PictureLimits.check(width: width, height: height)
        let identifiers = (0..<count).compactMap { window.uint8(at: 6 + 3 * $0).map { UInt8($0) } }
        return Frame(width: width, height: height, identifiers: identifiers)
    }

    private static func jfifDensity(_ window: ByteWindow) -> Density? {
        guard let unit = window.uint8(at: 7), unit == 1 || unit == 2, let x = window.uint16(at: 8),
            let y = window.uint16(at: 10)
        else { return nil }
        let perInch = unit == 2 ? 2.54 : 1
        return Density(x: Double(x) * perInch, y: Double(y) * perInch)
    }
}

/// An ICC profile in several segments: each says which it is and of how many (ICC.1:2010 §B.4).
private struct ProfilePieces {
    private var pieces: [Int: ArraySlice<UInt8>] = [:]
    private var count = 0

    mutating func add(_ window: ByteWindow) {
        guard let number = window.uint8(at: 12), let count = window.uint8(at: 13) else { return }
        self.count = count
        pieces[number] = window.bytes.dropFirst(14)
    }

    var whole: [UInt8]? {
        guard count > 0, pieces.count == count else { return nil }
        var whole: [UInt8] = []
        for number in 1...count {
            guard let piece = pieces[number] else { return nil }
            whole += piece
        }
        return whole.count <= PictureLimits.profileOctetsMax ? whole : nil
    }
}
