internal import CPango
internal import Workbench

/// A page that shows what a printer does: where its margins are, whether lengths are true, how fine its lines, its greys
/// and its colours are; and what is known about the printer.
struct TestPage {
    private let sheet: JobSheet
    private let media: SheetSize
    private static let pointsPerMillimetre = 72 / 25.4

    init(_ sheet: JobSheet, _ media: SheetSize) {
        self.sheet = sheet
        self.media = media
    }

    func paint(on canvas: SheetCanvas) {
        paintMargins(on: canvas)
        var y = canvas.heading(sheet, y: canvas.top + 6, size: 30) + 10
        let tablesEnd = canvas.top + canvas.height * 0.42
        y = canvas.table(sheet.lines, y: y, size: 9.5, bottom: tablesEnd) + 4
        y = canvas.paragraph(sheet.body, y: y, size: 9.5, bottom: tablesEnd) + 10
        y = paintRulers(y: y, on: canvas) + 14
        y = TestPatches.colors(y: y, on: canvas) + 12
        y = TestPatches.grays(y: y, on: canvas) + 14
        let half = (canvas.width - 24) / 2
        TestPatches.lines(x: canvas.left, y: y, on: canvas)
        TestPatches.star(x: canvas.left + half * 0.78, y: y + 46, radius: 40, on: canvas)
        TestPatches.letters(x: canvas.left + half + 24, y: y, width: half, bottom: canvas.bottom, on: canvas)
    }

    /// The edge of what the device says it can print on, exactly; of a device without margins, the edge of the paper.
    private func paintMargins(on canvas: SheetCanvas) {
        let context = canvas.words.context
        let (x, y) = (media.left, media.top)
        let (width, height) = (media.width - media.left - media.right, media.height - media.top - media.bottom)
        guard width > 72, height > 72 else { return }
        canvas.ink(0)
        canvas.box(x, y, width, height, line: 0.5)
        // Thick corners: a printer that cannot print as far as it says loses them first.
        cairo_set_line_width(context, 3)
        for (cornerX, cornerY, toX, toY) in [
            (x + 1.5, y + 1.5, 1.0, 1.0), (x + width - 1.5, y + 1.5, -1, 1),
            (x + 1.5, y + height - 1.5, 1, -1), (x + width - 1.5, y + height - 1.5, -1, -1),
        ] {
            cairo_move_to(context, cornerX + 16 * toX, cornerY)
            cairo_line_to(context, cornerX, cornerY)
            cairo_line_to(context, cornerX, cornerY + 16 * toY)
            cairo_stroke(context)
        }
        paintCenter(x + width / 2, y, 8)
        paintCenter(x + width / 2, y + height, -8)

        func paintCenter(_ x: Double, _ y: Double, _ length: Double) {
            canvas.line(x, y, toX: x, toY: y + length, width: 0.5)
        }
    }

    /// Up to ten centimetres and four inches, to lay a ruler on.
    private func paintRulers(y: Double, on canvas: SheetCanvas) -> Double {
        let room = canvas.width / 2 - 16
        ruler("mm", step: Self.pointsPerMillimetre, count: 100, long: 10, x: canvas.left, y: y, room, canvas)
        ruler("inch", step: 72 / 16, count: 64, long: 16, x: canvas.left + canvas.width / 2, y: y, room, canvas)
        return y + 30
    }

    private func ruler(
        _ unit: String, step: Double, count: Int, long: Int, x: Double, y: Double, _ room: Double,
        _ canvas: SheetCanvas
    ) {
        canvas.ink(0)
        let shown = min(count, Int(room / step) / long * long)
        canvas.line(x, y, toX: x + Double(shown) * step, toY: y, width: 0.4)
        for tick in 0...max(0, shown) {
            let place = x + Double(tick) * step
            let isLong = tick.isMultiple(of: long)
            let length = isLong ? 12.0 : tick.isMultiple(of: long / 2) ? 9 : 5
            canvas.line(place, y, toX: place, toY: y + length, width: 0.4)
            guard isLong else { continue }
            let number = unit == "mm" ? tick : tick / long
            let text = tick == shown ? "\(number) \(unit)" : "\(number)"
            canvas.words.paint(text, x: place + 1, y: y + 11, size: 7)
        }
    }
}
