/// The size of a medium in hundredths of a millimetre, as IPP and PWG 5101.1 count: A4 is 21000 × 29700.
public struct MediaSize: Hashable, Sendable {
    public var width: Int
    public var height: Int
    /// Self-describing (PWG 5101.1 §5), such as `iso_a4_210x297mm`; may be empty.
    public var name: String

    public init(width: Int, height: Int, name: String = "") {
        self.width = width
        self.height = height
        self.name = name
    }

    public static let a4 = MediaSize(width: 21_000, height: 29_700, name: "iso_a4_210x297mm")
    public static let letter = MediaSize(width: 21_590, height: 27_940, name: "na_letter_8.5x11in")

    /// From points, 72 to an inch.
    public init(points width: Double, _ height: Double, name: String = "") {
        self.init(width: Self.hundredths(width), height: Self.hundredths(height), name: name)
    }

    /// Points, 72 to an inch.
    public var pointsWidth: Double { Double(width) * 72 / 2540 }
    public var pointsHeight: Double { Double(height) * 72 / 2540 }

    /// The same, rounded to the nearest, as headers have them.
    var wholePointsWidth: Int { (width * 72 + 1270) / 2540 }
    var wholePointsHeight: Int { (height * 72 + 1270) / 2540 }

    /// The pixels of the whole medium, each side rounded to the nearest: A4 at 300 dpi is 2480 × 3508.
    ///
    /// Multiples of 300 dpi are multiples of that, 4960 × 7016 at 600 dpi, as everybody counts; rounding afresh would give
    /// 4961 there.
    public func pixels(at resolution: Resolution) -> (width: Int, height: Int) {
        (Self.nearest(width, resolution.crossFeed), Self.nearest(height, resolution.feed))
    }

    private static func nearest(_ hundredths: Int, _ dotsPerInch: Int) -> Int {
        let factor = dotsPerInch > 0 && dotsPerInch % 300 == 0 ? dotsPerInch / 300 : 1
        let (product, overflow) = hundredths.multipliedReportingOverflow(by: dotsPerInch)
        return overflow ? Int.max : (product / factor + 1270) / 2540 * factor
    }

    private static func hundredths(_ points: Double) -> Int {
        let value = points * 2540 / 72 + 0.5
        return value >= 0 && value <= Double(RasterLimits.mediaMax) ? Int(value) : 0
    }
}
