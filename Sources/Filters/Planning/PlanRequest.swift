/// What the planner is asked: from what, to what, with what done on the way.
public struct PlanRequest: Hashable, Sendable {
    /// The format that was sent.
    public var source: String
    /// Formats that the device takes, the preferred one first.
    public var targets: [String]
    /// What has to be done by us.
    public var needs: Set<PageNeed>
    /// Sets of pages that are made in all.
    public var copies: Int
    /// Copies set by set, which for raster means that the set is kept until all are made.
    public var isCollated: Bool
    /// Pages of the document; 1 where nobody knows.
    public var pages: Int
    /// Of one page of raster, if any is made.
    public var megapixels: Double
    /// Programs that are there.
    public var engines: Set<String>
    /// Converters that have failed already.
    public var avoiding: Set<String> = []
    /// Formats that the driver of the device reads, if it has one.
    public var driverInputs: Set<String> = []
    /// The least quality that will do, 0 to 100.
    public var qualityMin: Int

    public init(
        source: String, targets: [String], needs: Set<PageNeed> = [], copies: Int = 1, isCollated: Bool = true,
        pages: Int = 1, megapixels: Double = 8.7, engines: Set<String>, qualityMin: Int = 0
    ) {
        self.source = source
        self.targets = targets
        self.needs = needs
        self.copies = copies
        self.isCollated = isCollated
        self.pages = pages
        self.megapixels = megapixels
        self.engines = engines
        self.qualityMin = qualityMin
    }
}
