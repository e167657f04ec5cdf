/// How pixels lie in a line: samples side by side, the first pixel first; of 1-bit samples the first is the highest bit;
/// samples of 16 bits have their high byte first, as on every wire but one.
public struct PixelFormat: Hashable, Sendable {
    public let colorSpace: ColorSpace
    /// 1, 8 or 16.
    public let bitsPerSample: Int

    /// `nil` when there is no such format: 1 bit is only for one sample a pixel, and a device has 1 to 15 inks.
    public init?(_ colorSpace: ColorSpace, bitsPerSample: Int) {
        guard [1, 8, 16].contains(bitsPerSample), (1...15).contains(colorSpace.samples),
            bitsPerSample > 1 || colorSpace.samples == 1
        else { return nil }
        self.init(known: colorSpace, bitsPerSample)
    }

    private init(known colorSpace: ColorSpace, _ bitsPerSample: Int) {
        self.colorSpace = colorSpace
        self.bitsPerSample = bitsPerSample
    }

    public static let black1 = PixelFormat(known: .black, 1)
    public static let black8 = PixelFormat(known: .black, 8)
    public static let sgray8 = PixelFormat(known: .sgray, 8)
    public static let srgb8 = PixelFormat(known: .srgb, 8)
    public static let cmyk8 = PixelFormat(known: .cmyk, 8)

    public var bitsPerPixel: Int { colorSpace.samples * bitsPerSample }

    /// The bytes that are compared and repeated together: a pixel, or the eight pixels of a byte.
    public var unitOctets: Int { (bitsPerPixel + 7) / 8 }

    /// - Parameter width: in pixels, at most ``RasterLimits/pixelsMax``.
    public func octetsPerLine(width: Int) -> Int { (width * bitsPerPixel + 7) / 8 }
}

/// The words of "pwg-raster-document-type-supported" (PWG 5102.4 §5.2.2): `sgray_8`, `device3_16`.
extension PixelFormat {
    public init?(keyword: String) {
        let parts = keyword.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, let bits = Int(parts[1]), let space = Self.space(parts[0]) else { return nil }
        self.init(space, bitsPerSample: bits)
    }

    public var keyword: String { "\(Self.word(colorSpace))_\(bitsPerSample)" }

    private static func space(_ word: Substring) -> ColorSpace? {
        if word.hasPrefix("device"), let inks = Int(word.dropFirst(6)), (1...15).contains(inks) { return .device(inks) }
        let others: [ColorSpace] = [.luminance, .rgb, .black, .cmy, .cmyk, .sgray, .srgb, .adobeRGB]
        return others.first { Self.word($0) == word }
    }

    /// `gray` and `cmy` are not PWG's words: CUPS raster has these and they need a name.
    private static func word(_ space: ColorSpace) -> String {
        switch space {
        case .luminance: "gray"
        case .rgb: "rgb"
        case .black: "black"
        case .cmy: "cmy"
        case .cmyk: "cmyk"
        case .sgray: "sgray"
        case .srgb: "srgb"
        case .adobeRGB: "adobe-rgb"
        case .device(let inks): "device\(inks)"
        }
    }
}
