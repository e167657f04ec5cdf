/// A page before its pixels: what headers of all formats say, each as far as it can.
public struct RasterPage: Hashable, Sendable {
    /// In pixels, 1 to ``RasterLimits/pixelsMax``.
    public var width: Int
    public var height: Int
    public var resolution: Resolution
    public var media: MediaSize
    public var format: PixelFormat

    public var sides = Sides.oneSided
    /// What has been done to the pixels of this page: see ``SheetBack/transform(for:)``.
    public var transform = BackTransform.none
    /// How many pages the document has; `nil` when it is not known.
    public var totalPages: Int?
    /// Of each page; 0 leaves it to the printer.
    public var copies = 0
    public var quality: PrintQuality?
    public var orientation = PageOrientation.portrait
    /// "media-type", such as `stationery`; empty leaves it to the printer.
    public var mediaType = ""
    /// "media-color".
    public var mediaColor = ""
    /// A number of ``MediaSource``; 0 is automatic.
    public var mediaSource = 0
    /// "print-content-optimize", such as `photo`.
    public var contentOptimize = ""
    /// "print-rendering-intent".
    public var renderingIntent = ""
    /// The part of the page that has something on it; `nil` is the whole page.
    public var imageBox: PixelBox?

    /// - Parameters width, height: in pixels.
    public init(width: Int, height: Int, resolution: Resolution, media: MediaSize, format: PixelFormat) {
        self.width = width
        self.height = height
        self.resolution = resolution
        self.media = media
        self.format = format
    }

    /// The whole medium in pixels, each side rounded to the nearest.
    public init(media: MediaSize, resolution: Resolution, format: PixelFormat) {
        let (width, height) = media.pixels(at: resolution)
        self.init(width: width, height: height, resolution: resolution, media: media, format: format)
    }

    /// The bytes of a line of pixels as they are given and taken here: without any filling.
    public var octetsPerLine: Int { format.octetsPerLine(width: width) }

    /// Refuses what is beyond ``RasterLimits``; everything after it may calculate without fear.
    public func check(at offset: Int? = nil) throws {
        let range = 1...RasterLimits.pixelsMax
        guard range.contains(width), range.contains(height) else {
            throw RasterError(.tooLarge, "a page of \(width) × \(height) pixels, at most 200000 a side", at: offset)
        }
        guard octetsPerLine <= RasterLimits.lineOctetsMax else {
            throw RasterError(.tooLarge, "a line of \(octetsPerLine) bytes", at: offset)
        }
        let hundredths = 0...RasterLimits.mediaMax
        guard hundredths.contains(media.width), hundredths.contains(media.height) else {
            throw RasterError(.tooLarge, "a medium of \(media.width) × \(media.height) / 100 mm", at: offset)
        }
        let dots = 1...RasterLimits.resolutionMax
        guard dots.contains(resolution.crossFeed), dots.contains(resolution.feed) else {
            throw RasterError(
                .damaged, "a resolution of \(resolution.crossFeed) × \(resolution.feed) dpi", at: offset)
        }
    }
}

/// "print-quality" (RFC 8011 §5.2.13).
public enum PrintQuality: Int, CaseIterable, Hashable, Sendable {
    case draft = 3
    case normal = 4
    case high = 5
}

/// "orientation-requested", with the numbers of the header.
public enum PageOrientation: Int, CaseIterable, Hashable, Sendable {
    case portrait = 0
    /// Turned against the clock by 90°.
    case landscape = 1
    case reversePortrait = 2
    case reverseLandscape = 3
}

/// A part of a page in pixels; `right` and `bottom` are the first that are no longer in it.
public struct PixelBox: Hashable, Sendable {
    public var left: Int
    public var top: Int
    public var right: Int
    public var bottom: Int

    public init(left: Int, top: Int, right: Int, bottom: Int) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }
}
