/// What the planner knows of a page of the document: how large it is and how it is turned, nothing of what is on it.
public struct SourcePage: Hashable, Sendable {
    /// What is to be seen of the page, in its own units: the CropBox within the MediaBox (ISO 32000-1 §14.11.2).
    public var box: Rectangle
    /// "Rotate": clockwise, a multiple of 90 degrees.
    public var rotation: Int
    /// "UserUnit": points in one unit of the page.
    public var unit: Double

    public init(box: Rectangle, rotation: Int = 0, unit: Double = 1) {
        self.box = box
        self.rotation = rotation
        self.unit = unit
    }

    private var turn: QuarterTurn { QuarterTurn(quarters: -rotation / 90) }

    /// In points, as it is seen.
    var size: Size { Size(box.size.width * unit, box.size.height * unit).turned(turn) }

    /// From the units of the page to points, upright, the lower left corner of what is seen at the origin.
    var upright: Affine {
        Affine.move(-box.left, -box.bottom).then(.scale(unit))
            .then(.turn(turn, of: Size(box.size.width * unit, box.size.height * unit)))
    }
}
