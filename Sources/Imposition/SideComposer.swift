internal import Workbench

/// Puts pages on one side of a sheet.
struct SideComposer {
    let pages: [SourcePage]
    let settings: Settings
    private let placer: PagePlacer
    private let watermark: WatermarkText?
    /// All sides of one treatment are divided in the same way: as it suits its first page.
    private var grids: [Treatment: Grid] = [:]

    init(_ pages: [SourcePage], _ settings: Settings) {
        self.pages = pages
        self.settings = settings
        placer = PagePlacer(
            scaling: settings.scaling, scale: settings.scale, position: settings.position, border: settings.border,
            turnsPages: settings.instructions.autoRotate && settings.treatment.orientation == nil)
        watermark = settings.instructions.watermark.map { WatermarkText($0.text) }
    }

    /// The pages with these indexes, at most ``Settings/numberUp`` of them.
    mutating func side(of indexes: [Int], _ treatment: Treatment) -> Side {
        if settings.numberUp == 1, let index = indexes.first { return single(index, treatment) }
        let reference = indexes.first.map { pages[$0].size } ?? Size(1, 1)
        let media = treatment.media ?? SheetSize(reference)
        let grid = grids[treatment] ?? self.grid(treatment, media.size, reference)
        grids[treatment] = grid
        let canvas = Canvas(media, turn: grid.turn + (treatment.orientation?.isReversed == true ? .half : .none))
        let placements = indexes.enumerated().map { position, index in
            let cell = settings.direction.cell(position, columns: grid.columns, rows: grid.rows)
            return placer.place(
                pages[index], index, in: grid.cell(column: cell.column, row: cell.row, of: canvas.imageable))
        }
        return finished(placements, canvas)
    }

    /// Two halves of a sheet that is folded between them; `nil` is an empty page.
    ///
    /// The fold is across the long edge of the sheet, so that backs lie right when it is turned on its short edge.
    /// - Parameter isTurned: a back of a sheet that is turned on its long edge.
    func folded(_ left: Int?, _ right: Int?, isTurned: Bool) -> Side {
        let first = pages[left ?? right ?? 0].size
        let media = settings.treatment.media ?? SheetSize(first)
        let turn: QuarterTurn = media.size.isLandscape ? .none : .left
        let canvas = Canvas(media, turn: isTurned ? turn + .half : turn)
        let halves = Grid(columns: 2, rows: 1, turn: turn)
        let placements = [left, right].enumerated().compactMap { column, index in
            index.map { index in
                let half = halves.cell(column: column, row: 0, of: Rectangle(canvas.size))
                return placer.place(pages[index], index, in: half.cut(to: canvas.imageable))
            }
        }
        return placements.isEmpty ? Side(size: canvas.sheet, content: .blank) : finished(placements, canvas)
    }

    private func single(_ index: Int, _ treatment: Treatment) -> Side {
        let page = pages[index]
        let turn = self.turn(of: page.size, treatment)
        let media = treatment.media ?? SheetSize(page.size.turned(turn))
        let canvas = Canvas(media, turn: turn)
        let placement = placer.place(page, index, on: canvas)
        let isAsItIs =
            // Many programs take no notice of a unit, so that its page is made anew.
            turn == .none && page.unit == 1 && page.size.isAbout(canvas.size, within: 1)
            && placement.matrix.bounds(of: page.box).isAbout(Rectangle(canvas.size), within: 1)
            && placement.frames.isEmpty && watermark == nil && !settings.instructions.mirror
        return isAsItIs ? Side(size: page.size, content: .kept(index)) : finished([placement], canvas)
    }

    /// What was asked for, else as a page that is too wide or too high fits better.
    private func turn(of page: Size, _ treatment: Treatment) -> QuarterTurn {
        if let orientation = treatment.orientation { return orientation.turn }
        guard settings.instructions.autoRotate, let media = treatment.media else { return .none }
        let turned = page.turned(.left)
        guard turned.scaleToFit(media.size) > page.scaleToFit(media.size) * 1.01 else { return .none }
        let factor = settings.scale ?? 1
        let fits =
            page.width * factor <= media.width + Scaling.tolerance
            && page.height * factor <= media.height + Scaling.tolerance
        let isScaled = settings.scale == nil && (settings.scaling == .fit || settings.scaling == .fill)
        return fits && !isScaled ? .none : media.size.sideways
    }

    /// An orientation says how each page is read, and so what shape the cells are to have.
    private func grid(_ treatment: Treatment, _ sheet: Size, _ page: Size) -> Grid {
        let shape = treatment.orientation.map { sheet.turned($0.turn) } ?? page
        return .best(for: settings.numberUp, page: shape, sheet: sheet)
    }

    private func finished(_ placements: [Placement], _ canvas: Canvas) -> Side {
        let toSheet =
            settings.instructions.mirror
            ? canvas.toSheet.then(.mirror(width: canvas.sheet.width)) : canvas.toSheet
        let place = watermark.map { text in
            WatermarkPlace(
                matrix: text.matrix(across: canvas.size).then(toSheet),
                isOver: settings.instructions.watermark?.isOver ?? true)
        }
        return Side(size: canvas.sheet, content: .placed(placements.map { $0.moved(by: toSheet) }, place))
    }
}

extension Placement {
    /// As it lies after the whole side was moved.
    func moved(by map: Affine) -> Placement {
        Placement(
            page: page, matrix: matrix.then(map), clip: clip.map(map.bounds),
            frames: frames.map { Frame(rectangle: map.bounds(of: $0.rectangle), lineWidth: $0.lineWidth) })
    }
}

extension Rectangle {
    /// Whether all edges are the same within `tolerance` points.
    fileprivate func isAbout(_ other: Rectangle, within tolerance: Double) -> Bool {
        contains(other, tolerance: tolerance) && other.contains(self, tolerance: tolerance)
    }
}
