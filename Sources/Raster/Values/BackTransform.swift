/// What has been done to the pixels of a page for the printer's sake.
public enum BackTransform: Hashable, Sendable {
    case none
    /// Left and right changed.
    case mirrored
    /// Top and bottom changed.
    case flippedVertically
    /// By 180°: both.
    case turned

    /// CrossFeedTransform: whether left and right are changed.
    public var isMirrored: Bool { self == .mirrored || self == .turned }
    /// FeedTransform: whether top and bottom are changed.
    public var isFlipped: Bool { self == .flippedVertically || self == .turned }

    public init(isMirrored: Bool, isFlipped: Bool) {
        switch (isMirrored, isFlipped) {
        case (false, false): self = .none
        case (true, false): self = .mirrored
        case (false, true): self = .flippedVertically
        case (true, true): self = .turned
        }
    }
}
