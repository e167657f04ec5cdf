internal import CPango
internal import TextSetting
internal import Workbench

/// Puts rows on the pages of a PDF: character by character where each has its cell, and by pango where scripts need it.
final class TextPainter: Painter {
    private let surface: PDFSurface
    private let grid: CharacterGrid
    private let regular: Typeface
    private let bold: Typeface
    private let room: FontRoom
    private let shaper: RowShaper
    private let header: PageHeader?
    private var highlighter: Highlighter?
    /// Height of an em; its width fills the cell.
    private let emHeight: Double
    private let emWidth: Double
    private let baseline: Double
    /// Glyphs that are to be shown, all of one style.
    private var glyphs: [cairo_glyph_t] = []
    private var style: Style = []
    /// Nothing but black and grey so far; what pango sets may have pictures in it.
    private(set) var isGray = true
    /// More at once would take cairo to memory that the system clears each time.
    private static let glyphsMax = 2000

    init(_ instructions: TextInstructions, _ grid: CharacterGrid, _ surface: PDFSurface) throws {
        self.surface = surface
        self.grid = grid
        room = try FontRoom()
        regular = try Typeface(room, family: instructions.font, isBold: false)
        bold = try Typeface(room, family: instructions.font, isBold: true)
        emWidth = grid.cellWidth / regular.advance
        // Lines that stand close make the letters lower, never the rows wider apart than asked.
        emHeight = min(emWidth, grid.cellHeight)
        baseline = grid.cellHeight / 2 + (regular.ascent - regular.descent) / 2 * emHeight
        shaper = RowShaper(room, grid, instructions, emWidth: emWidth)
        header = instructions.prettyPrint ? PageHeader(room, grid, title: instructions.title) : nil
        if instructions.prettyPrint {
            highlighter = ProgramLanguage(title: instructions.title, format: instructions.format).map(Highlighter.init)
        }
        glyphs.reserveCapacity(Self.glyphsMax + grid.columns)
    }

    func beginPage(_ number: Int) { header?.paint(number, on: surface.context) }

    func endPage(_ number: Int) throws {
        flush()
        try surface.showPage()
        Helper.say(page: number)
    }

    func paint(_ row: Row, line: Int, column: Int) {
        var row = row
        highlighter?.highlight(&row)
        let x = grid.left + Double(column) * grid.textColumnStep
        let y = grid.top + Double(line) * grid.cellHeight + baseline
        if !(row.isSimple && !row.isRightToLeft && addGlyphs(row, x, y)) {
            flush()
            isGray = false
            shaper.paint(row, x: x, y: y, stretch: emHeight / emWidth, on: surface.context)
        }
        for over in row.overstrikes { addOverstrike(over, x, y) }
        underline(row, x, y)
    }

    /// `false`, with nothing added, when the font lacks one of the characters.
    private func addGlyphs(_ row: Row, _ x: Double, _ y: Double) -> Bool {
        guard row.cells.allSatisfy({ $0.style.subtracting(.underline) == style }) else {
            return addStyledGlyphs(row, x, y)
        }
        let face = face(for: style)
        let count = glyphs.count
        var isComplete = true
        // Taken out of the object while it grows: looking after its exclusivity would cost as much as the work.
        var own = glyphs
        glyphs = []
        for (column, cell) in row.cells.enumerated() {
            let glyph = face.glyph(of: cell.scalar)
            if glyph == 0 { isComplete = false }
            own.append(cairo_glyph_t(index: UInt(glyph), x: x + Double(column) * grid.cellWidth, y: y))
        }
        if !isComplete { own.removeSubrange(count...) }
        glyphs = own
        if glyphs.count >= Self.glyphsMax { flush() }
        return isComplete
    }

    private func addStyledGlyphs(_ row: Row, _ x: Double, _ y: Double) -> Bool {
        guard row.cells.allSatisfy({ face(for: $0.style).glyph(of: $0.scalar) != 0 }) else { return false }
        for (column, cell) in row.cells.enumerated() {
            add(cell.scalar, cell.style, x + Double(column) * grid.cellWidth, y)
        }
        return true
    }

    private func face(for style: Style) -> Typeface { style.contains(.bold) ? bold : regular }

    private func add(_ scalar: UInt32, _ style: Style, _ x: Double, _ y: Double) {
        let style = style.subtracting(.underline)
        if style != self.style { flush() }
        self.style = style
        let glyph = face(for: style).glyph(of: scalar)
        glyphs.append(cairo_glyph_t(index: UInt(glyph), x: x, y: y))
    }

    private func addOverstrike(_ over: Row.Overstrike, _ x: Double, _ y: Double) {
        guard face(for: over.style).glyph(of: over.scalar) != 0 else { return }
        add(over.scalar, over.style, x + Double(over.column) * grid.cellWidth, y)
    }

    private func flush() {
        guard !glyphs.isEmpty else { return }
        let context = surface.context
        cairo_set_font_face(context, face(for: style).face)
        var matrix = cairo_matrix_t()
        cairo_matrix_init_scale(&matrix, emWidth, emHeight)
        cairo_set_font_matrix(context, &matrix)
        let gray = style.contains(.muted) ? 0.4 : 0
        cairo_set_source_rgb(context, gray, gray, gray)
        cairo_show_glyphs(context, glyphs, Int32(glyphs.count))
        glyphs.removeAll(keepingCapacity: true)
    }

    /// Of rows that pango sets too: their cells are where they are.
    private func underline(_ row: Row, _ x: Double, _ y: Double) {
        var start: Int?
        for column in 0...row.cells.count {
            let isUnderlined = column < row.cells.count && row.cells[column].style.contains(.underline)
            if isUnderlined, start == nil { start = column }
            guard !isUnderlined, let first = start else { continue }
            start = nil
            cairo_set_source_rgb(surface.context, 0, 0, 0)
            cairo_rectangle(
                surface.context, x + Double(first) * grid.cellWidth, y + emHeight * 0.1,
                Double(column - first) * grid.cellWidth, emHeight * 0.06)
            cairo_fill(surface.context)
        }
    }
}
