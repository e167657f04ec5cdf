/// What a job comes to on a printer of a PPD: what is chosen, what to make of the document, what cannot be had.
public struct PPDSettings: Codable, Hashable, Sendable {
    /// Every option of the PPD with the choice that is made.
    public var choices: [String: String] = [:]
    /// Choices that were made otherwise than asked for, so that they go together: `Duplex=None`.
    public var resolved: [String] = []
    /// Asked for, and nothing the PPD has: `finishings=staple`.
    public var ignored: [String] = []
    /// Options that do not go together and could not be brought to: `Duplex=DuplexNoTumble`.
    public var conflicts: [String] = []
    /// The sheet it will be printed on, with what of it can be printed on.
    public var media: SheetSize?
    /// one-sided, two-sided-long-edge, two-sided-short-edge.
    public var sides = "one-sided"
    /// What to send, the preferred way first; empty when a filter is wanted that nobody has approved.
    public var intakes: [PPDIntake] = []
    /// What to draw where a filter takes raster.
    public var raster: PPDRaster?

    public init() {}
}

/// A format that the printer of a PPD can be sent, by way of this helper.
public struct PPDIntake: Codable, Hashable, Sendable {
    /// application/postscript, application/pdf, application/vnd.hp-pcl, application/vnd.hp-pclxl,
    /// application/vnd.cups-raster, or another that goes to the device as it is.
    public var format: String
    /// The program that makes the device's language of it; `nil` where the device reads it.
    public var filter: String?

    public init(_ format: String, filter: String? = nil) {
        self.format = format
        self.filter = filter
    }
}

/// The raster that a filter wants, in what our renderer can make.
public struct PPDRaster: Codable, Hashable, Sendable {
    /// Dots an inch.
    public var resolutionX: Int
    public var resolutionY: Int
    /// black_1, sgray_8, srgb_8 or cmyk_8; the filter's own colour space is made from it.
    public var colorSpace: String

    public init(resolutionX: Int, resolutionY: Int, colorSpace: String) {
        self.resolutionX = resolutionX
        self.resolutionY = resolutionY
        self.colorSpace = colorSpace
    }
}
