/// What a document comes to, of one set of copies.
public struct RasterCounts: Hashable, Sendable {
    /// Sides with something on them; fronts always, as their sheets pass the engine anyway.
    public private(set) var impressions = 0
    public private(set) var sheets = 0
    /// Sides with colour on them.
    public private(set) var colorPages = 0
    private var isBackNext = false

    public init() {}

    /// Counts the next page, which is printed on `sides`.
    public mutating func add(_ ink: PageInk, _ sides: Sides) {
        let isBack = isBackNext && sides.isTwoSided
        isBackNext = sides.isTwoSided && !isBack
        if !isBack { sheets += 1 }
        if !isBack || !ink.isBlank { impressions += 1 }
        if ink.hasColor { colorPages += 1 }
    }
}
