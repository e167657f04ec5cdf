import Raster
import Workbench

/// Counts pages as they leave, and says each.
struct Tally {
    private let isTwoSided: Bool
    private var sides = 0
    private var impressions = 0
    private var colorPages = 0
    private var left = 0

    init(_ order: RenderOrder) { isTwoSided = order.sides.isTwoSided }

    /// A side has been made for the first time.
    mutating func made(_ page: PagePlan.Page, hasColor: Bool, isBlank: Bool) {
        sides += 1
        // A back with nothing on it is no impression.
        if !(page.isBack && isBlank) { impressions += 1 }
        if hasColor { colorPages += 1 }
    }

    /// A page is on its way, a copy too.
    mutating func sent() {
        left += 1
        Helper.say(page: left)
    }

    var counts: PageCounts {
        PageCounts(impressions: impressions, sheets: isTwoSided ? (sides + 1) / 2 : sides, colorPages: colorPages)
    }
}
