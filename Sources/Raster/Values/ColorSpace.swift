/// What the samples of a pixel mean, with the numbers of CUPS and PWG raster (`cupsColorSpace`; PWG 5102.4, table 10).
public enum ColorSpace: Hashable, Sendable {
    /// Luminance with a gamma of 2.2: 0 is black.
    case luminance
    /// Device red, green, blue.
    case rgb
    /// Black ink: 0 is paper.
    case black
    case cmy
    case cmyk
    /// Luminance with the curve of sRGB: 0 is black.
    case sgray
    case srgb
    case adobeRGB
    /// 1 to 15 inks that only the device knows.
    case device(Int)

    public init?(number: UInt32) {
        switch number {
        case 0: self = .luminance
        case 1: self = .rgb
        case 3: self = .black
        case 4: self = .cmy
        case 6: self = .cmyk
        case 18: self = .sgray
        case 19: self = .srgb
        case 20: self = .adobeRGB
        case 48...62: self = .device(Int(number) - 47)
        default: return nil
        }
    }

    public var number: UInt32 {
        switch self {
        case .luminance: 0
        case .rgb: 1
        case .black: 3
        case .cmy: 4
        case .cmyk: 6
        case .sgray: 18
        case .srgb: 19
        case .adobeRGB: 20
        case .device(let inks): 47 + UInt32(truncatingIfNeeded: inks)
        }
    }

    /// How many samples a pixel has.
    public var samples: Int {
        switch self {
        case .luminance, .black, .sgray: 1
        case .rgb, .cmy, .srgb, .adobeRGB: 3
        case .cmyk: 4
        case .device(let inks): inks
        }
    }

    /// Whether a larger sample is lighter; otherwise it is more ink.
    public var isAdditive: Bool {
        switch self {
        case .luminance, .rgb, .sgray, .srgb, .adobeRGB: true
        case .black, .cmy, .cmyk, .device: false
        }
    }
}
