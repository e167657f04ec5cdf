internal import CPango
internal import TextSetting
internal import Workbench

/// Sets one row by pango, which knows scripts that join, stack, and go from right to left, and which font has what the
/// chosen one lacks. What has a cell of its own still gets it.
final class RowShaper {
    private let room: FontRoom
    private let layout: OpaquePointer?
    private let cellWidth: Double
    private let rowWidth: Double
    /// Larger than the letters beside it, so that characters of two cells nearly fill them: readers of the PDF would take
    /// the gaps for spaces.
    private let wideSize: Double
    private let language: String?
    private var script = HanShapes()

    init(_ room: FontRoom, _ grid: CharacterGrid, _ instructions: TextInstructions, emWidth: Double) {
        self.room = room
        cellWidth = grid.cellWidth
        wideSize = cellWidth * 2 / 1.09
        rowWidth = Double(grid.columns) * grid.cellWidth
        language = instructions.language
        layout = pango_layout_new(room.context)
        let description = FontRoom.description(instructions.font, size: emWidth, isBold: false)
        pango_layout_set_font_description(layout, description)
        pango_font_description_free(description)
        pango_layout_set_single_paragraph_mode(layout, 1)
        pango_layout_set_auto_dir(layout, 0)
    }

    deinit { g_object_unref(layout.map { UnsafeMutableRawPointer($0) }) }

    /// - Parameters:
    ///   - x: the row's left edge.
    ///   - y: its base line.
    ///   - stretch: height of the letters over their width.
    func paint(_ row: Row, x: Double, y: Double, stretch: Double, on context: OpaquePointer) {
        let octets = RowOctets(row)
        pango_context_set_base_dir(room.context, row.isRightToLeft ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR)
        let tag = language ?? script.language(for: row)
        pango_context_set_language(room.context, pango_language_from_string(tag))
        octets.bytes.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                pango_layout_set_text(layout, $0.baseAddress, Int32(clamping: $0.count))
            }
        }
        let attributes = octets.attributes(wideSize: wideSize)
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
        pango_layout_context_changed(layout)
        guard let line = pango_layout_get_line(layout, 0) else { return }
        let width = RowFitter(octets, cellWidth: cellWidth).fit(line)
        let squeeze = width > rowWidth ? rowWidth / width : 1
        cairo_save(context)
        cairo_translate(context, row.isRightToLeft ? x + rowWidth - width * squeeze : x, y)
        cairo_scale(context, squeeze, stretch)
        cairo_set_source_rgb(context, 0, 0, 0)
        cairo_move_to(context, 0, 0)
        pango_cairo_show_layout_line(context, line)
        cairo_restore(context)
    }
}
