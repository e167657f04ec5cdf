/// Finds the scale and the place of one page, on a whole sheet or in a cell of one.
struct PagePlacer {
    var scaling: Scaling
    /// Of the natural size, or in a cell of what fits.
    var scale: Double?
    var position: Position
    var border: Border
    /// Turn pages where they become larger by it.
    var turnsPages: Bool

    /// A page alone on a side.
    func place(_ page: SourcePage, _ index: Int, on canvas: Canvas) -> Placement {
        let size = page.size
        let area = canvas.imageable.shrunk(by: border.extent)
        let scaling = scale == nil ? self.scaling.decided(for: size, on: canvas) : .none
        let factor =
            switch scaling {
            case .fit: size.scaleToFit(area.size)
            case .fill: size.scaleToFill(canvas.size)
            case .none, .auto, .autoFit: scale ?? 1
            }
        let placed = Size(size.width * factor, size.height * factor)
        let origin =
            switch scaling {
            case .fit: put(placed, into: area)
            case .fill: put(placed, into: Rectangle(canvas.size))
            case .none, .auto, .autoFit: putUnscaled(placed, on: canvas)
            }
        let rectangle = Rectangle(origin, placed)
        return Placement(
            page: index, matrix: page.upright.then(.scale(factor)).then(.move(rectangle.left, rectangle.bottom)),
            frames: border.frames(around: rectangle.cut(to: area)))
    }

    /// A page among others, in a cell that it must not leave.
    func place(_ page: SourcePage, _ index: Int, in cell: Rectangle) -> Placement {
        let area = cell.shrunk(by: border.extent)
        let turn = self.turn(page.size, for: area.size)
        let size = page.size.turned(turn)
        let fit = size.scaleToFit(area.size)
        let factor =
            switch scaling {
            case _ where scale != nil: fit * (scale ?? 1)
            case .fill: size.scaleToFill(area.size)
            // Nobody who asks for several pages on a side means their natural size; small ones are not blown up.
            case .none, .autoFit: min(fit, 1)
            case .auto, .fit: fit
            }
        let placed = Size(size.width * factor, size.height * factor)
        let rectangle = Rectangle(put(placed, into: area), placed)
        let matrix = page.upright.then(.turn(turn, of: page.size)).then(.scale(factor))
            .then(.move(rectangle.left, rectangle.bottom))
        return Placement(
            page: index, matrix: matrix, clip: area.contains(rectangle) ? nil : area,
            frames: border.frames(around: rectangle.cut(to: area)))
    }

    private func turn(_ page: Size, for area: Size) -> QuarterTurn {
        let turned = page.turned(.left).scaleToFit(area)
        return turnsPages && turned > page.scaleToFit(area) * 1.01 ? area.sideways : .none
    }

    private func put(_ size: Size, into area: Rectangle) -> (x: Double, y: Double) {
        (
            area.left + (area.size.width - size.width) * position.horizontal,
            area.bottom + (area.size.height - size.height) * position.vertical
        )
    }

    /// The middle is that of the sheet; an edge is that of what can be printed on where the page fits into that.
    private func putUnscaled(_ size: Size, on canvas: Canvas) -> (x: Double, y: Double) {
        let sheet = put(size, into: Rectangle(canvas.size))
        let printable = put(size, into: canvas.imageable)
        let keepsColumn = position.horizontal == 0.5 || size.width > canvas.imageable.size.width
        let keepsRow = position.vertical == 0.5 || size.height > canvas.imageable.size.height
        return (keepsColumn ? sheet.x : printable.x, keepsRow ? sheet.y : printable.y)
    }
}

extension Rectangle {
    fileprivate init(_ origin: (x: Double, y: Double), _ size: Size) {
        self.init(left: origin.x, bottom: origin.y, right: origin.x + size.width, top: origin.y + size.height)
    }
}
