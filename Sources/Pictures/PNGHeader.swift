/// What stands before the pixels of a PNG (ISO/IEC 15948 §11).
struct PNGHeader {
    enum ColorType: Int {
        case gray = 0
        case rgb = 2
        case palette = 3
        case grayAlpha = 4
        case rgbAlpha = 6

        /// Of which one is the alpha.
        var channels: Int {
            switch self {
            case .gray, .palette: 1
            case .grayAlpha: 2
            case .rgb: 3
            case .rgbAlpha: 4
            }
        }

        var hasAlpha: Bool { self == .grayAlpha || self == .rgbAlpha }

        func allows(bits: Int) -> Bool {
            switch self {
            case .gray: [1, 2, 4, 8, 16].contains(bits)
            case .palette: [1, 2, 4, 8].contains(bits)
            case .rgb, .grayAlpha, .rgbAlpha: bits == 8 || bits == 16
            }
        }
    }

    private(set) var picture: Picture
    let type: ColorType
    /// Bits of a channel.
    let bits: Int
    let isInterlaced: Bool
    /// Red, green, blue of each colour, three octets each.
    private(set) var palette: [UInt8] = []
    /// Of a palette: alphas of its first colours. Else the one colour that is to be seen through, two octets a channel.
    private(set) var transparency: [UInt8] = []
    /// Exponent from stored values to light, where it is not the usual 2.2.
    private(set) var gamma: Double?

    /// Octets of a row of pixels, without the filter's octet.
    var rowOctets: Int { (picture.width * type.channels * bits + 7) / 8 }

    /// Reads to the first chunk of pixels, whose data come next from `chunks`.
    init(reading chunks: inout PNGChunks) throws {
        guard try chunks.next() == .header, let body = try chunks.body(octetsMax: 13), body.count == 13 else {
            throw PictureFault(.damaged, "the PNG does not begin with its header")
        }
        let window = ByteWindow(body[...])
        guard let width = window.uint32(at: 0), let height = window.uint32(at: 4), let bits = window.uint8(at: 8),
            let type = window.uint8(at: 9).flatMap(ColorType.init), type.allows(bits: bits),
            window.uint8(at: 10) == 0, window.uint8(at: 11) == 0, let interlace = window.uint8(at: 12), interlace <= 1
        else { throw PictureFault(.damaged, "the PNG's header is damaged") }
        try PictureLimits.check(width: width, height: height)
        (self.bits, self.type, isInterlaced) = (bits, type, interlace == 1)
        let isGray = type == .gray || type == .grayAlpha
        picture = Picture(width: width, height: height, colors: isGray ? .gray : .rgb)
        try readFacts(&chunks)
    }

    private mutating func readFacts(_ chunks: inout PNGChunks) throws {
        var (profile, exponent, isStandard): ([UInt8]?, Double?, Bool) = (nil, nil, false)
        while true {
            switch try chunks.next() {
            case .data:
                guard type != .palette || !palette.isEmpty else {
                    throw PictureFault(.damaged, "the PNG has no palette")
                }
                picture.profile = profile
                if profile == nil, !isStandard { gamma = exponent }
                return
            case .header, .end: throw PictureFault(.damaged, "the PNG has no pixels")
            case .palette:
                guard let body = try chunks.body(octetsMax: 768), body.count % 3 == 0, !body.isEmpty,
                    body.count / 3 <= 1 << min(bits, 8), palette.isEmpty
                else { throw PictureFault(.damaged, "the PNG's palette is damaged") }
                // Beside true colours a palette is a suggestion only.
                if type == .palette { palette = body }
            case .transparency: if let body = try chunks.body(octetsMax: 256) { transparency = usable(body) }
            case .profile:
                if let body = try chunks.body(octetsMax: PictureLimits.profileOctetsMax) { profile = inflated(body) }
                isStandard = isStandard || profile == nil
            case .standardRGB:
                isStandard = true
                try chunks.skip()
            case .gamma: if let body = try chunks.body(octetsMax: 4) { exponent = Self.exponent(body) }
            case .density: if let body = try chunks.body(octetsMax: 9) { readDensity(body) }
            case .exif: if let body = try chunks.body(octetsMax: 1 << 20) { readEXIF(body) }
            case let other where other.isCritical:
                throw PictureFault(.unsupported, "the PNG has a part that nobody knows")
            default: try chunks.skip()
            }
        }
    }

    /// Also found behind the pixels.
    mutating func readEXIF(_ body: [UInt8]) {
        let exif = EXIF(tiff: body[...])
        picture.orientation = exif.orientation
        picture.density = picture.density ?? exif.density
    }

    private func usable(_ body: [UInt8]) -> [UInt8] {
        switch type {
        case .palette: Array(body.prefix(palette.count / 3))
        case .gray: body.count == 2 ? body : []
        case .rgb: body.count == 6 ? body : []
        case .grayAlpha, .rgbAlpha: []
        }
    }

    /// A name, a zero, the method 0, and the profile in zlib's format.
    private func inflated(_ body: [UInt8]) -> [UInt8]? {
        guard let end = body.prefix(80).firstIndex(of: 0), body.count > end + 2, body[end + 1] == 0,
            let profile = Inflater.whole(body[(end + 2)...], octetsMax: PictureLimits.profileOctetsMax)
        else { return nil }
        return ICCProfile.usable(profile, for: picture.colors)
    }

    /// From stored values to light; `nil` near the 2.2 that everyone takes for granted.
    private static func exponent(_ body: [UInt8]) -> Double? {
        guard let value = ByteWindow(body[...]).uint32(at: 0), (10_000...1_000_000).contains(value) else { return nil }
        let exponent = 100_000 / Double(value)
        return abs(exponent - 2.2) < 0.15 ? nil : exponent
    }

    private mutating func readDensity(_ body: [UInt8]) {
        let window = ByteWindow(body[...])
        guard let x = window.uint32(at: 0), let y = window.uint32(at: 4), window.uint8(at: 8) == 1 else { return }
        picture.density = Density(x: Double(x) * 0.0254, y: Double(y) * 0.0254) ?? picture.density
    }
}
