internal import CPango
internal import TextSetting

/// What stands over a page of "prettyprint": the title, the page's number, on a grey bar.
final class PageHeader {
    private let room: FontRoom
    private let grid: CharacterGrid
    private let title: String

    init(_ room: FontRoom, _ grid: CharacterGrid, title: String) {
        self.room = room
        self.grid = grid
        self.title = title
    }

    func paint(_ number: Int, on context: OpaquePointer) {
        guard let top = grid.headerTop else { return }
        let columns = Double(grid.textColumns - 1) * grid.textColumnStep
        let width = columns + Double(grid.columns) * grid.cellWidth
        cairo_set_source_rgb(context, 0.88, 0.88, 0.88)
        cairo_rectangle(context, grid.left - 4, top, width + 8, 20)
        cairo_fill(context)
        cairo_set_source_rgb(context, 0, 0, 0)
        let words = Words(room, on: context)
        let page = words.width("\(number)", size: 10, isBold: true)
        words.paint("\(number)", x: grid.left + width - page, y: top + 4, size: 10, isBold: true)
        words.paint(title, x: grid.left, y: top + 4, width: width - page - 12, size: 10, isBold: true, linesMax: 1)
    }
}
