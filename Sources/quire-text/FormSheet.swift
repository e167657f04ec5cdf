internal import Workbench

/// A sheet as a form: a box for every label, with its value or with room to write one in.
struct FormSheet {
    private static let boxHeight = 52.0

    private let sheet: JobSheet

    init(_ sheet: JobSheet) { self.sheet = sheet }

    func paint(on canvas: SheetCanvas) {
        var y = canvas.heading(sheet, y: canvas.top, size: 40) + 18
        let half = canvas.width / 2
        for (index, line) in sheet.lines.enumerated() {
            let isLeft = index.isMultiple(of: 2)
            guard y + Self.boxHeight <= canvas.bottom else { break }
            let isAlone = isLeft && index == sheet.lines.count - 1
            paintBox(line, x: isLeft ? canvas.left : canvas.left + half, y: y, isAlone ? canvas.width : half, canvas)
            if !isLeft || isAlone { y += Self.boxHeight }
        }
        guard canvas.bottom - y > Self.boxHeight else { return }
        // The rest is for notes.
        canvas.box(canvas.left, y, canvas.width, canvas.bottom - y, line: 0.75)
        _ = canvas.paragraph(sheet.body, y: y + 8, size: 12, inset: 8, bottom: canvas.bottom - 8)
    }

    private func paintBox(_ line: JobSheet.Line, x: Double, y: Double, _ width: Double, _ canvas: SheetCanvas) {
        canvas.ink(0)
        canvas.box(x, y, width, Self.boxHeight, line: 0.75)
        canvas.ink(0.35)
        canvas.words.paint(line.label, x: x + 6, y: y + 4, width: width - 12, size: 8.5)
        canvas.ink(0)
        canvas.words.paint(line.value, x: x + 6, y: y + 16, width: width - 12, size: 12, linesMax: 2)
    }
}
