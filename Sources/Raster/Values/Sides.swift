/// "sides" (RFC 8011 §5.2.8).
public enum Sides: String, CaseIterable, Hashable, Sendable {
    case oneSided = "one-sided"
    case twoSidedLongEdge = "two-sided-long-edge"
    case twoSidedShortEdge = "two-sided-short-edge"

    public var isTwoSided: Bool { self != .oneSided }
    /// Turned over the short edge, so that the back of a portrait page is upside down.
    public var isTumble: Bool { self == .twoSidedShortEdge }
}
