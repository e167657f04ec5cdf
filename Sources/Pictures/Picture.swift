/// What a picture says of itself, whatever it is stored as.
public struct Picture: Hashable, Sendable {
    public enum Colors: Int, Hashable, Sendable {
        case gray = 1
        case rgb = 3
        case cmyk = 4
    }

    public var width: Int
    public var height: Int
    public var colors: Colors
    /// How it is turned when it is shown, 1 to 8 (EXIF, tag 0x0112).
    public var orientation = 1
    /// Pixels an inch, along the stored rows and columns.
    public var density: Density?
    /// An ICC profile that fits the colours.
    public var profile: [UInt8]?

    init(width: Int, height: Int, colors: Colors) {
        self.width = width
        self.height = height
        self.colors = colors
    }
}

/// Pixels an inch.
public struct Density: Hashable, Sendable {
    public let x: Double
    public let y: Double

    /// `nil` where the figures are not to be believed.
    init?(x: Double, y: Double) {
        guard (10...10000).contains(x), (10...10000).contains(y), (0.2...5).contains(x / y) else { return nil }
        self.x = x
        self.y = y
    }

    public init(_ pixelsPerInch: Int) {
        x = Double(max(1, pixelsPerInch))
        y = x
    }
}
