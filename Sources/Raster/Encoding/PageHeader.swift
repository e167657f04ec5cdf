/// The 1796 bytes before each page of PWG and CUPS raster, in either order of bytes (PWG 5102.4 §4.3; cups/raster.h,
/// `cups_page_header2_t`). Version 1 of CUPS raster has the first 420 of them.
struct PageHeader {
    static let octets = 1796
    static let octetsOfVersion1 = 420
    static let stringOctets = 64

    var bytes: [UInt8]
    let isBigEndian: Bool

    init(isBigEndian: Bool) {
        bytes = [UInt8](repeating: 0, count: Self.octets)
        self.isBigEndian = isBigEndian
    }

    /// Strings of at most 63 bytes and a zero.
    enum Text: Int {
        /// `PwgRaster` tells that the fields below have the meanings of PWG 5102.4.
        case mediaClass = 0
        case mediaColor = 64
        case mediaType = 128
        /// OutputType in CUPS.
        case printContentOptimize = 192
        case renderingIntent = 1668
        case pageSizeName = 1732
    }

    /// Numbers of 32 bits, some of them floating ones.
    enum Field: Int {
        case duplex = 272
        case resolutionCrossFeed = 276
        case resolutionFeed = 280
        case boundingBoxLeft = 284
        case boundingBoxBottom = 288
        case boundingBoxRight = 292
        case boundingBoxTop = 296
        case mediaPosition = 324
        case copies = 340
        case orientation = 344
        case pageWidth = 352
        case pageHeight = 356
        case tumble = 368
        case width = 372
        case height = 376
        case bitsPerColor = 384
        case bitsPerPixel = 388
        case octetsPerLine = 392
        case colorOrder = 396
        case colorSpace = 400
        case colors = 420
        case borderlessScaling = 424
        case floatPageWidth = 428
        case floatPageHeight = 432
        case floatBoxRight = 444
        case floatBoxTop = 448
        case totalPages = 452
        case crossFeedTransform = 456
        case feedTransform = 460
        case imageLeft = 464
        case imageTop = 468
        case imageRight = 472
        case imageBottom = 476
        case alternatePrimary = 480
        case printQuality = 484
    }

    subscript(_ field: Field) -> UInt32 {
        get {
            let at = field.rawValue
            let value = (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[at + $1]) }
            return isBigEndian ? value : value.byteSwapped
        }
        set {
            let value = isBigEndian ? newValue : newValue.byteSwapped
            for index in 0..<4 {
                bytes[field.rawValue + index] = UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * index))
            }
        }
    }

    /// What does not fit 32 bits is 0, which means "not said" in every field that is written so.
    mutating func set(_ field: Field, _ value: Int) {
        self[field] = UInt32(exactly: value) ?? 0
    }

    mutating func set(_ field: Field, points: Double) {
        self[field] = Float(points).bitPattern
    }

    subscript(_ text: Text) -> String {
        get {
            String(decoding: bytes[text.rawValue..<text.rawValue + Self.stringOctets].prefix { $0 != 0 }, as: UTF8.self)
        }
        set {
            let room = text.rawValue..<text.rawValue + Self.stringOctets
            bytes.replaceSubrange(room, with: [UInt8](repeating: 0, count: Self.stringOctets))
            for (index, byte) in newValue.utf8.prefix(Self.stringOctets - 1).enumerated() {
                bytes[text.rawValue + index] = byte
            }
        }
    }
}

extension PageHeader {
    /// What PWG and CUPS raster say in the same way.
    mutating func setCommon(_ page: RasterPage) {
        self[.mediaColor] = page.mediaColor
        self[.mediaType] = page.mediaType
        self[.renderingIntent] = page.renderingIntent
        self[.pageSizeName] = page.media.name
        set(.duplex, page.sides.isTwoSided ? 1 : 0)
        set(.tumble, page.sides.isTumble ? 1 : 0)
        set(.resolutionCrossFeed, page.resolution.crossFeed)
        set(.resolutionFeed, page.resolution.feed)
        set(.mediaPosition, page.mediaSource)
        set(.copies, page.copies)
        set(.orientation, page.orientation.rawValue)
        set(.pageWidth, page.media.wholePointsWidth)
        set(.pageHeight, page.media.wholePointsHeight)
        set(.width, page.width)
        set(.height, page.height)
        set(.bitsPerColor, page.format.bitsPerSample)
        set(.bitsPerPixel, page.format.bitsPerPixel)
        set(.octetsPerLine, page.octetsPerLine)
        self[.colorSpace] = page.format.colorSpace.number
        set(.colors, page.format.colorSpace.samples)
    }
}
