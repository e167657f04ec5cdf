/// Dots an inch.
public struct Resolution: Hashable, Sendable {
    /// Across the direction in which the paper moves: along a line.
    public var crossFeed: Int
    /// In the direction in which the paper moves: from line to line.
    public var feed: Int

    public init(crossFeed: Int, feed: Int) {
        self.crossFeed = crossFeed
        self.feed = feed
    }

    public init(_ dotsPerInch: Int) {
        self.init(crossFeed: dotsPerInch, feed: dotsPerInch)
    }
}
