/// Sheets that are laid on each other, folded once in the middle and stitched there ("imposition-template" booklet).
struct Booklet {
    /// Indexes of pages in reading order.
    private let wanted: [Int]
    private let settings: Settings

    init(_ wanted: [Int], _ settings: Settings) {
        self.wanted = wanted
        self.settings = settings
    }

    /// Fronts and backs in turn, the outermost sheet first.
    func sides(_ pages: [SourcePage]) -> [Imposition.TreatedSide] {
        let composer = SideComposer(pages, settings)
        let count = (wanted.count + 3) / 4 * 4
        return (0..<count / 2).map { side in
            // The outermost front has the last page left and the first one right; inwards, and on backs, they swap.
            let (low, high) = (page(side), page(count - 1 - side))
            let isBack = side % 2 == 1
            let lowIsLeft = isBack != settings.direction.isFromRight
            let isTurned = isBack && settings.treatment.sides == .longEdge
            return Imposition.TreatedSide(
                side: composer.folded(lowIsLeft ? low : high, lowIsLeft ? high : low, isTurned: isTurned),
                treatment: settings.treatment)
        }
    }

    /// `nil` for the empty pages at the end.
    private func page(_ position: Int) -> Int? { position < wanted.count ? wanted[position] : nil }
}
