internal import CPango

/// Fields of a test page that show what a device makes of colours, greys, lines and letters.
enum TestPatches {
    private static let colorants: [(name: String, red: Double, green: Double, blue: Double)] = [
        ("Cyan", 0, 1, 1), ("Magenta", 1, 0, 1), ("Yellow", 1, 1, 0), ("Black", 0, 0, 0), ("Red", 1, 0, 0),
        ("Green", 0, 1, 0), ("Blue", 0, 0, 1),
    ]

    /// Each colour whole, and lighter in three steps; where they end.
    static func colors(y: Double, on canvas: SheetCanvas) -> Double {
        let gap = 6.0
        let width = (canvas.width - gap * Double(colorants.count - 1)) / Double(colorants.count)
        for (index, color) in colorants.enumerated() {
            let x = canvas.left + Double(index) * (width + gap)
            for (row, strength) in [1, 0.75, 0.5, 0.25].enumerated() {
                let lift = 1 - strength
                canvas.ink(
                    lift + strength * color.red, lift + strength * color.green, lift + strength * color.blue)
                canvas.fill(x, y + Double(row) * 14, width, 14)
            }
            canvas.ink(0)
            canvas.words.paint(color.name, x: x, y: y + 57, width: width, size: 7, side: .center)
        }
        return y + 68
    }

    /// From black to white in steps of a tenth, and without steps below.
    static func grays(y: Double, on canvas: SheetCanvas) -> Double {
        let width = canvas.width / 11
        for step in 0...10 {
            let x = canvas.left + Double(step) * width
            canvas.ink(Double(step) / 10)
            canvas.fill(x, y, width, 16)
            canvas.ink(0)
            canvas.words.paint("\(100 - step * 10)", x: x, y: y + 28, width: width, size: 7, side: .center)
        }
        let blend = cairo_pattern_create_linear(canvas.left, 0, canvas.right, 0)
        cairo_pattern_add_color_stop_rgb(blend, 0, 0, 0, 0)
        cairo_pattern_add_color_stop_rgb(blend, 1, 1, 1, 1)
        cairo_set_source(canvas.words.context, blend)
        canvas.fill(canvas.left, y + 16, canvas.width, 11)
        cairo_pattern_destroy(blend)
        canvas.ink(0)
        canvas.box(canvas.left, y, canvas.width, 27, line: 0.25)
        return y + 39
    }

    /// Lines as thick as the gaps between them, both ways: a device of that resolution keeps them apart.
    static func lines(x: Double, y start: Double, on canvas: SheetCanvas) {
        canvas.ink(0)
        for (row, perInch) in [75, 150, 300, 600, 1200].enumerated() {
            let (y, step) = (start + Double(row) * 19, 72 / Double(perInch))
            for offset in stride(from: 0, to: 48, by: step * 2) { canvas.fill(x + offset, y, step, 14) }
            for offset in stride(from: 0, to: 14, by: step * 2) { canvas.fill(x + 54, y + offset, 48, step) }
            canvas.words.paint("\(perInch) dpi", x: x + 108, y: y + 2, size: 7)
        }
    }

    /// Rays that meet: the finer the device, the smaller the blot in the middle; a star that is no circle shows that
    /// one direction is not as long as the other.
    static func star(x: Double, y: Double, radius: Double, on canvas: SheetCanvas) {
        let context = canvas.words.context
        canvas.ink(0)
        let rays = 72
        for ray in 0..<rays {
            cairo_save(context)
            cairo_translate(context, x, y)
            cairo_rotate(context, Double(ray) * 2 * .pi / Double(rays))
            cairo_move_to(context, 0, 0)
            cairo_line_to(context, radius, -radius * .pi / Double(rays) / 2)
            cairo_line_to(context, radius, radius * .pi / Double(rays) / 2)
            cairo_close_path(context)
            cairo_fill(context)
            cairo_restore(context)
        }
        cairo_set_line_width(context, 0.5)
        cairo_arc(context, x, y, radius + 4, 0, 2 * .pi)
        cairo_stroke(context)
    }

    static func letters(x: Double, y start: Double, width: Double, bottom: Double, on canvas: SheetCanvas) {
        var y = start
        canvas.ink(0)
        for size in [4.0, 5, 6, 7, 8, 10, 12] {
            guard y + size * 1.5 < bottom else { return }
            let text = "\(Int(size)) pt  Sphinx of black quartz, judge my vow – Ää Ññ Øø ß € 0123456789"
            y += canvas.words.paint(text, x: x, y: y, width: width, size: size) + 1
        }
    }
}
