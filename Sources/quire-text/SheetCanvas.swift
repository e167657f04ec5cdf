internal import CPango
internal import TextSetting
internal import Workbench

/// A page that a sheet is drawn on, from above to below, in points.
struct SheetCanvas {
    let words: Words
    /// The part that is drawn on: half an inch from the edges, or what the device needs.
    let left, top, width, height: Double
    var bottom: Double { top + height }
    var right: Double { left + width }

    init(_ words: Words, _ grid: CharacterGrid, _ media: SheetSize) {
        self.words = words
        // The same way round as the page is read; a sheet has room to spare, so the largest need is everyone's.
        let margin = min(max(36, media.left, media.right, media.top, media.bottom), grid.pageWidth / 4)
        (left, top) = (margin, margin)
        width = grid.pageWidth - 2 * margin
        height = grid.pageHeight - 2 * margin
    }

    func ink(_ gray: Double) { cairo_set_source_rgb(words.context, gray, gray, gray) }

    func ink(_ red: Double, _ green: Double, _ blue: Double) { cairo_set_source_rgb(words.context, red, green, blue) }

    func fill(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
        cairo_rectangle(words.context, x, y, width, height)
        cairo_fill(words.context)
    }

    func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double, line: Double) {
        cairo_set_line_width(words.context, line)
        // The line lies inside, so that boxes side by side meet.
        cairo_rectangle(words.context, x + line / 2, y + line / 2, width - line, height - line)
        cairo_stroke(words.context)
    }

    func line(_ x: Double, _ y: Double, toX: Double, toY: Double, width: Double) {
        cairo_set_line_width(words.context, width)
        cairo_move_to(words.context, x, y)
        cairo_line_to(words.context, toX, toY)
        cairo_stroke(words.context)
    }

    /// Labels and values below one another; where they end. What has no room is left out.
    func table(_ lines: [JobSheet.Line], y start: Double, size: Double = 11, bottom: Double) -> Double {
        let labels = lines.map { words.width($0.label, size: size) }
        let labelWidth = min(labels.max() ?? 0, width * 0.4)
        var y = start
        for line in lines {
            guard y + size * 1.5 <= bottom else { break }
            ink(0.35)
            let label = words.paint(line.label, x: left, y: y, width: labelWidth + 1, size: size, linesMax: 2)
            ink(0)
            let value = words.paint(
                line.value, x: left + labelWidth + 16, y: y, width: width - labelWidth - 16, size: size, linesMax: 2)
            y += max(label, value) + size * 0.45
        }
        return y
    }

    /// A text in as many lines as fit above `bottom`; where it ends.
    func paragraph(_ text: String, y: Double, size: Double, inset: Double = 0, bottom: Double) -> Double {
        guard !text.isEmpty, bottom - y > size else { return y }
        let lines = max(1, Int((bottom - y) / (size * 1.4)))
        return y
            + words.paint(text, x: left + inset, y: y, width: width - 2 * inset, size: size, linesMax: lines)
    }

    /// The largest words of a sheet; where they end.
    func heading(_ sheet: JobSheet, y start: Double, size: Double) -> Double {
        var y = start
        ink(0)
        if !sheet.heading.isEmpty {
            let fitting = words.size(sheet.heading, toFit: width, atMost: size, least: size / 3)
            y += words.paint(sheet.heading, x: left, y: y, width: width, size: fitting, isBold: true, linesMax: 2)
        }
        if !sheet.subheading.isEmpty {
            y += words.paint(sheet.subheading, x: left, y: y + 4, width: width, size: size * 0.42, linesMax: 3) + 4
        }
        return y
    }
}
