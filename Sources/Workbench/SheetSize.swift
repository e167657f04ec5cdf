/// A sheet and what of it a device can print on, in points.
public struct SheetSize: Codable, Hashable, Sendable {
    public var width: Double
    public var height: Double
    public var left: Double
    public var bottom: Double
    public var right: Double
    public var top: Double
    /// A PWG self-describing name (PWG 5101.1), such as `iso_a4_210x297mm`; empty when it has none.
    public var name: String

    public init(
        width: Double, height: Double, left: Double = 0, bottom: Double = 0, right: Double = 0, top: Double = 0,
        name: String = ""
    ) {
        self.width = width
        self.height = height
        self.left = left
        self.bottom = bottom
        self.right = right
        self.top = top
        self.name = name
    }
}

/// Pages from `first` to `last`, both included, counted from 1.
public struct PageRange: Codable, Hashable, Sendable {
    public var first: Int
    /// `Int32.max` for "to the end".
    public var last: Int

    public init(_ first: Int, _ last: Int) {
        self.first = first
        self.last = last
    }
}
