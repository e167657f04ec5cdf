internal import Workbench

/// A sheet before or after a job: whose it is in letters that are read from across the room, and how secret it is.
struct BannerSheet {
    private static let barHeight = 34.0

    private let sheet: JobSheet
    private let classification: String?

    init(_ sheet: JobSheet, classification: String?) {
        self.sheet = sheet
        self.classification = classification
    }

    func paint(on canvas: SheetCanvas) {
        let bar = classification == nil ? 0 : Self.barHeight
        if let classification {
            paintBar(classification, y: canvas.top, on: canvas)
            paintBar(classification, y: canvas.bottom - bar, on: canvas)
        }
        let end = canvas.bottom - bar - 18
        var y = canvas.heading(sheet, y: canvas.top + bar + canvas.height * 0.08, size: 64) + 22
        canvas.line(canvas.left, y, toX: canvas.right, toY: y, width: 2)
        y = canvas.table(sheet.lines, y: y + 20, size: 13, bottom: end) + 18
        _ = canvas.paragraph(sheet.body, y: y, size: 13, bottom: end)
    }

    /// Black for what must not be left lying about; what anyone may read needs no toner for saying so.
    private func paintBar(_ text: String, y: Double, on canvas: SheetCanvas) {
        let isOpen = sheet.template == "unclassified"
        canvas.ink(0)
        if isOpen {
            canvas.box(canvas.left, y, canvas.width, Self.barHeight, line: 1.5)
        } else {
            canvas.fill(canvas.left, y, canvas.width, Self.barHeight)
        }
        canvas.ink(isOpen ? 0 : 1)
        canvas.words.paint(
            text, x: canvas.left, y: y + 4, width: canvas.width, size: 19, isBold: true, side: .center)
        canvas.ink(0)
    }
}
