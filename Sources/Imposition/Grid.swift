/// How a side is divided among several pages, and how it is turned for that.
struct Grid: Hashable {
    var columns: Int
    var rows: Int
    /// Of the divided side on the sheet.
    var turn: QuarterTurn

    /// The division at which pages of the size `page` come out largest; unturned where that is as good.
    static func best(for number: Int, page: Size, sheet: Size) -> Grid {
        var best = Grid(columns: 1, rows: number, turn: .none)
        var bestScale = 0.0
        for turn in [QuarterTurn.none, sheet.sideways] {
            let canvas = sheet.turned(turn)
            for columns in 1...number where number % columns == 0 {
                let rows = number / columns
                let scale = page.scaleToFit(Size(canvas.width / Double(columns), canvas.height / Double(rows)))
                if scale > bestScale * 1.000_001 {
                    best = Grid(columns: columns, rows: rows, turn: turn)
                    bestScale = scale
                }
            }
        }
        return best
    }

    /// The part of `area` for the cell of this column (from the left) and row (from the top).
    func cell(column: Int, row: Int, of area: Rectangle) -> Rectangle {
        let width = area.size.width / Double(columns)
        let height = area.size.height / Double(rows)
        let left = area.left + Double(column) * width
        let top = area.top - Double(row) * height
        return Rectangle(left: left, bottom: top - height, right: left + width, top: top)
    }
}

extension Size {
    /// How something is turned to lie across this sheet. Landscape is a turn to the left of what is portrait (RFC 8011
    /// §5.2.10); a landscape sheet is such a one already, so that on it portrait pages turn back to the right.
    var sideways: QuarterTurn { isLandscape ? .right : .left }
}
