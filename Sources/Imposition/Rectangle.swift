/// Width and height in points.
public struct Size: Hashable, Sendable {
    public var width: Double
    public var height: Double

    public init(_ width: Double, _ height: Double) {
        self.width = width
        self.height = height
    }

    var isLandscape: Bool { width > height }
    var diagonal: Double { (width * width + height * height).squareRoot() }

    func turned(_ turn: QuarterTurn) -> Size { turn.isSideways ? Size(height, width) : self }

    /// The largest scale at which this fits into `area`.
    func scaleToFit(_ area: Size) -> Double { min(area.width / width, area.height / height) }
    /// The smallest scale at which this covers `area`.
    func scaleToFill(_ area: Size) -> Double { max(area.width / width, area.height / height) }

    /// Whether both lengths are the same within `tolerance` points.
    func isAbout(_ other: Size, within tolerance: Double) -> Bool {
        abs(width - other.width) <= tolerance && abs(height - other.height) <= tolerance
    }
}

/// An upright rectangle in points, the origin at the lower left.
public struct Rectangle: Hashable, Sendable {
    public var left: Double
    public var bottom: Double
    public var right: Double
    public var top: Double

    public init(left: Double, bottom: Double, right: Double, top: Double) {
        (self.left, self.bottom, self.right, self.top) = (left, bottom, right, top)
    }

    init(_ size: Size) { self.init(left: 0, bottom: 0, right: size.width, top: size.height) }

    public var size: Size { Size(right - left, top - bottom) }

    /// Whether `other` lies within, give or take `tolerance` points.
    public func contains(_ other: Rectangle, tolerance: Double = 0.01) -> Bool {
        other.left >= left - tolerance && other.bottom >= bottom - tolerance
            && other.right <= right + tolerance && other.top <= top + tolerance
    }

    func grown(by margin: Double) -> Rectangle {
        Rectangle(left: left - margin, bottom: bottom - margin, right: right + margin, top: top + margin)
    }

    /// Smaller on every side, unless nothing would be left.
    func shrunk(by margin: Double) -> Rectangle {
        size.width > 2 * margin + 1 && size.height > 2 * margin + 1 ? grown(by: -margin) : self
    }

    func cut(to other: Rectangle) -> Rectangle {
        Rectangle(
            left: max(left, other.left), bottom: max(bottom, other.bottom), right: min(right, other.right),
            top: min(top, other.top))
    }
}
