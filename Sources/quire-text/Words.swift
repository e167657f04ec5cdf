internal import CPango
internal import TextSetting

/// Words in a proportional font, anywhere on a page.
struct Words {
    /// Longer ones are cut: no name or reason is.
    static let scalarsMax = 4000

    enum Side {
        case left, center, right
    }

    private let room: FontRoom
    let context: OpaquePointer

    init(_ room: FontRoom, on context: OpaquePointer) {
        self.room = room
        self.context = context
    }

    func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
        measured(layout(text, size: size, isBold: isBold, width: nil, side: .left, linesMax: 1)).width
    }

    /// Sets `text` and tells how high it became. What does not fit into the width and lines ends with an ellipsis.
    ///
    /// - Parameter y: the upper edge.
    @discardableResult
    func paint(
        _ text: String, x: Double, y: Double, width: Double? = nil, size: Double, isBold: Bool = false,
        side: Side = .left, linesMax: Int = 1
    ) -> Double {
        let layout = layout(text, size: size, isBold: isBold, width: width, side: side, linesMax: linesMax)
        cairo_move_to(context, x, y)
        pango_cairo_show_layout(context, layout)
        return measured(layout).height
    }

    /// The largest size, of at most `size`, in which `text` fits into `width` on one line; at least `least`.
    func size(_ text: String, toFit width: Double, atMost size: Double, least: Double) -> Double {
        let own = self.width(text, size: size, isBold: true)
        return own <= width ? size : max(least, size * width / own)
    }

    private func layout(
        _ text: String, size: Double, isBold: Bool, width: Double?, side: Side, linesMax: Int
    ) -> OpaquePointer? {
        let layout = pango_layout_new(room.context)
        let description = FontRoom.description("sans-serif", size: size, isBold: isBold)
        pango_layout_set_font_description(layout, description)
        pango_font_description_free(description)
        pango_layout_set_text(layout, text.printable(scalarsMax: Self.scalarsMax), -1)
        if let width {
            pango_layout_set_width(layout, Int32(clamping: Int(max(1, width) * Double(PANGO_SCALE))))
            pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
            pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
            pango_layout_set_height(layout, -Int32(clamping: linesMax))
        }
        switch side {
        case .left: break
        case .center: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
        case .right: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
        }
        return layout
    }

    /// Frees the layout.
    private func measured(_ layout: OpaquePointer?) -> (width: Double, height: Double) {
        var (width, height): (Int32, Int32) = (0, 0)
        pango_layout_get_size(layout, &width, &height)
        g_object_unref(layout.map { UnsafeMutableRawPointer($0) })
        return (Double(width) / Double(PANGO_SCALE), Double(height) / Double(PANGO_SCALE))
    }
}
