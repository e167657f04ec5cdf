public import Workbench

/// Which page of which document goes where on which side of which sheet: all that is to be known to write the output.
public struct SheetPlan: Hashable, Sendable {
    /// The sides that differ. Copies name the same one again.
    public var sides: [Side] = []
    /// The pages of the output in their order: indexes into ``sides``.
    public var output: [Int] = []
    /// Of one set of copies, with the sheets about the job.
    public var counts = PageCounts(impressions: 0, sheets: 0)
}

/// One side of a sheet: one page of the output.
public struct Side: Hashable, Sendable {
    /// In points, as it is fed.
    public var size: Size
    public var content: Content

    public enum Content: Hashable, Sendable {
        /// The back of a sheet on which nothing is printed.
        case blank
        /// The page with this index, as it is.
        case kept(Int)
        /// Pages in their places.
        case placed([Placement], WatermarkPlace?)
        /// A page of the sheet before or after the job.
        case jobSheet(JobSheetPage)
    }

    public struct JobSheetPage: Hashable, Sendable {
        public var isStart: Bool
        public var index: Int
    }
}

/// Where a page goes.
public struct Placement: Hashable, Sendable {
    /// Counted from 0.
    public var page: Int
    /// From the units of the page to points of the side.
    public var matrix: Affine
    /// What is to be seen of it, in points of the side; `nil` for the whole page.
    public var clip: Rectangle?
    /// Lines around it, from the inside out.
    public var frames: [Frame] = []

    init(page: Int, matrix: Affine, clip: Rectangle? = nil, frames: [Frame] = []) {
        self.page = page
        self.matrix = matrix
        self.clip = clip
        self.frames = frames
    }

    /// The page alone, on a sheet of its own size.
    public init(_ page: SourcePage, _ index: Int) { self.init(page: index, matrix: page.upright) }
}

/// A rectangle that is drawn in black, in points of the side.
public struct Frame: Hashable, Sendable {
    public var rectangle: Rectangle
    public var lineWidth: Double
}

/// Where the watermark goes: its text is one point high and centred at the origin before this.
public struct WatermarkPlace: Hashable, Sendable {
    public var matrix: Affine
    public var isOver: Bool
}
