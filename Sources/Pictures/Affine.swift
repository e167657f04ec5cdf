/// A mapping of the plane: x' = a·x + c·y + e, y' = b·x + d·y + f, as PDF's `cm` has it (ISO 32000-1 §8.3.3).
public struct Affine: Hashable, Sendable {
    public var a, b, c, d, e, f: Double

    init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    /// This one first, then `next`.
    func then(_ next: Affine) -> Affine {
        Affine(
            a * next.a + b * next.c, a * next.b + b * next.d, c * next.a + d * next.c, c * next.b + d * next.d,
            e * next.a + f * next.c + next.e, e * next.b + f * next.d + next.f)
    }

    /// From the unit square as a picture is stored to the unit square as it is shown, y upwards. Each of the eight is
    /// what EXIF says of where the stored rows and columns begin.
    static func showing(orientation: Int) -> Affine {
        switch orientation {
        case 2: Affine(-1, 0, 0, 1, 1, 0)
        case 3: Affine(-1, 0, 0, -1, 1, 1)
        case 4: Affine(1, 0, 0, -1, 0, 1)
        case 5: Affine(0, -1, -1, 0, 1, 1)
        case 6: Affine(0, -1, 1, 0, 0, 1)
        case 7: Affine(0, 1, 1, 0, 0, 0)
        case 8: Affine(0, 1, -1, 0, 1, 0)
        default: Affine(1, 0, 0, 1, 0, 0)
        }
    }

    /// The unit square turned anticlockwise, by quarters.
    static func turning(quarters: Int) -> Affine {
        switch quarters & 3 {
        case 1: Affine(0, 1, -1, 0, 1, 0)
        case 2: Affine(-1, 0, 0, -1, 1, 1)
        case 3: Affine(0, -1, 1, 0, 0, 1)
        default: Affine(1, 0, 0, 1, 0, 0)
        }
    }
}
