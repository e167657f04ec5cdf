/// Why a picture cannot be used.
public struct PictureFault: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Not what it is called, or broken.
        case damaged
        /// Sound, and of a kind that PDF has no word for.
        case unsupported
        /// Sound, and more than can be drawn.
        case tooLarge
    }

    public let kind: Kind
    /// A sentence for the person who printed.
    public let text: String

    init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

/// What a picture may measure. Every renderer we start holds a picture whole with four octets a pixel, so that 2²⁸
/// pixels are 1 GiB of the 2 GiB it may use: an A0 sheet at 400 dpi is 248 million.
public enum PictureLimits {
    public static let pixelsMax = 1 << 28
    /// JPEG's own bound, and enough for a banner of five metres at 300 dpi.
    public static let sideMax = 65535
    /// All segments before the first scan of a JPEG: profiles, thumbnails, descriptions.
    public static let headerOctetsMax = 16 << 20
    public static let profileOctetsMax = 4 << 20

    static func check(width: Int, height: Int) throws {
        guard width > 0, height > 0 else { throw PictureFault(.damaged, "the picture has no pixels") }
        guard width <= sideMax, height <= sideMax, width * height <= pixelsMax else {
            throw PictureFault(
                .tooLarge, "the picture has \(width) × \(height) pixels; \(pixelsMax >> 20) Mi are the most that print")
        }
    }
}
