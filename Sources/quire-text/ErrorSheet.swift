internal import CPango
internal import Workbench

/// What comes out instead of a job that could not be printed: whose it was, why, and what can be done.
struct ErrorSheet {
    private let sheet: JobSheet

    init(_ sheet: JobSheet) { self.sheet = sheet }

    func paint(on canvas: SheetCanvas) {
        paintSign(on: canvas)
        canvas.ink(0)
        let title = canvas.words.paint(
            "This job was not printed", x: canvas.left + 58, y: canvas.top + 6, width: canvas.width - 58, size: 26,
            isBold: true, linesMax: 2)
        var y = canvas.heading(sheet, y: canvas.top + max(title, 44) + 26, size: 34) + 20
        y = section("Why", sheet.body, y: y, isStrong: true, on: canvas)
        y = section("What you can do", sheet.advice, y: y, isStrong: false, on: canvas)
        guard y + 40 < canvas.bottom else { return }
        canvas.line(canvas.left, y, toX: canvas.right, toY: y, width: 0.75)
        _ = canvas.table(sheet.lines, y: y + 14, bottom: canvas.bottom)
    }

    /// A triangle with an exclamation mark, as on roads.
    private func paintSign(on canvas: SheetCanvas) {
        let context = canvas.words.context
        let (x, y) = (canvas.left, canvas.top)
        canvas.ink(0)
        cairo_set_line_width(context, 4)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        cairo_move_to(context, x + 24, y + 3)
        cairo_line_to(context, x + 45, y + 42)
        cairo_line_to(context, x + 3, y + 42)
        cairo_close_path(context)
        cairo_stroke(context)
        canvas.fill(x + 22, y + 16, 4, 13)
        canvas.fill(x + 22, y + 32, 4, 4)
    }

    private func section(
        _ title: String, _ text: String, y start: Double, isStrong: Bool, on canvas: SheetCanvas
    ) -> Double {
        guard !text.isEmpty, canvas.bottom - start > 60 else { return start }
        var y = start
        canvas.ink(0.35)
        y += canvas.words.paint(title, x: canvas.left + 12, y: y + 10, size: 10, isBold: true) + 14
        canvas.ink(0)
        // Half of the room that is left at most, for what else there is to say.
        let bottom = y + (canvas.bottom - y) * 0.6
        y = canvas.paragraph(text, y: y, size: isStrong ? 15 : 13, inset: 12, bottom: bottom) + 10
        canvas.box(canvas.left, start, canvas.width, y - start, line: isStrong ? 2 : 0.75)
        return y + 14
    }
}
