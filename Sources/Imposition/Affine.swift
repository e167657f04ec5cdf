/// A map of the plane: x' = a·x + c·y + e, y' = b·x + d·y + f, in the order PDF writes it (ISO 32000-1 §8.3.3).
public struct Affine: Hashable, Sendable {
    public var a, b, c, d, e, f: Double

    public init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    public static let identity = Affine(1, 0, 0, 1, 0, 0)

    static func move(_ x: Double, _ y: Double) -> Affine { Affine(1, 0, 0, 1, x, y) }
    static func scale(_ factor: Double) -> Affine { Affine(factor, 0, 0, factor, 0, 0) }
    /// Left and right change places on a sheet of this width.
    static func mirror(width: Double) -> Affine { Affine(-1, 0, 0, 1, width, 0) }

    /// Turns a sheet anticlockwise and moves it back so that its lower left corner is the origin again.
    static func turn(_ turn: QuarterTurn, of size: Size) -> Affine {
        switch turn {
        case .none: .identity
        case .left: Affine(0, 1, -1, 0, size.height, 0)
        case .half: Affine(-1, 0, 0, -1, size.width, size.height)
        case .right: Affine(0, -1, 1, 0, 0, size.width)
        }
    }

    /// First this, then `next`.
    func then(_ next: Affine) -> Affine {
        Affine(
            a * next.a + b * next.c, a * next.b + b * next.d,
            c * next.a + d * next.c, c * next.b + d * next.d,
            e * next.a + f * next.c + next.e, e * next.b + f * next.d + next.f)
    }

    /// The smallest upright rectangle around where `rectangle` comes to lie.
    public func bounds(of rectangle: Rectangle) -> Rectangle {
        let corners = [
            (rectangle.left, rectangle.bottom), (rectangle.right, rectangle.bottom),
            (rectangle.left, rectangle.top), (rectangle.right, rectangle.top),
        ].map { (a * $0.0 + c * $0.1 + e, b * $0.0 + d * $0.1 + f) }
        return corners.reduce(
            Rectangle(left: .infinity, bottom: .infinity, right: -.infinity, top: -.infinity)
        ) { found, corner in
            Rectangle(
                left: min(found.left, corner.0), bottom: min(found.bottom, corner.1),
                right: max(found.right, corner.0), top: max(found.top, corner.1))
        }
    }
}

/// A turn by a multiple of 90 degrees, anticlockwise.
public enum QuarterTurn: Int, Hashable, Sendable {
    case none = 0
    /// By 90 degrees anticlockwise: what was up points to the left.
    case left
    case half
    /// By 90 degrees clockwise.
    case right

    /// - Parameter quarters: any number; negative ones are clockwise.
    init(quarters: Int) {
        switch quarters & 3 {
        case 1: self = .left
        case 2: self = .half
        case 3: self = .right
        default: self = .none
        }
    }

    static func + (one: Self, other: Self) -> Self { Self(quarters: one.rawValue + other.rawValue) }

    /// Width and height change places.
    var isSideways: Bool { self == .left || self == .right }
}
