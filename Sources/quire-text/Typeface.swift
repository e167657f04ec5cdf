internal import CPango
internal import Workbench

/// Fonts as pango finds them, for lengths in points and without fitting them to any device's pixels.
final class FontRoom {
    let context: OpaquePointer

    init() throws {
        guard let map = pango_cairo_font_map_new(), let context = pango_font_map_create_context(map) else {
            throw Problem(.internalError, "pango has no fonts")
        }
        // The context keeps it.
        g_object_unref(UnsafeMutableRawPointer(map))
        self.context = context
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_cairo_context_set_resolution(context, 72)
        pango_context_set_round_glyph_positions(context, 0)
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(context)) }

    /// - Parameter size: of an em, in points.
    static func description(_ family: String, size: Double, isBold: Bool) -> OpaquePointer? {
        let description = pango_font_description_new()
        pango_font_description_set_family(description, family)
        pango_font_description_set_absolute_size(description, size * Double(PANGO_SCALE))
        if isBold { pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD) }
        return description
    }
}

/// One weight of the text's font, for setting characters one by one.
final class Typeface {
    private let font: UnsafeMutablePointer<PangoFont>
    let face: OpaquePointer
    /// From one character to the next, of an em.
    private(set) var advance = 0.6
    /// Of an em, over and under the base line.
    private(set) var ascent = 0.9
    private(set) var descent = 0.25
    /// Glyph of a scalar; 0 where the font has none, and `unknown` where nobody has asked yet.
    private var glyphs = [UInt32](repeating: Typeface.unknown, count: 0x3000)
    private static let unknown = UInt32.max

    init(_ room: FontRoom, family: String, isBold: Bool) throws {
        let description = FontRoom.description(family, size: 1000, isBold: isBold)
        defer { pango_font_description_free(description) }
        guard let font = pango_context_load_font(room.context, description), let scaled = quire_scaled_font(font),
            let face = cairo_scaled_font_get_font_face(scaled)
        else { throw Problem(.internalError, "there is no font to set text in") }
        self.font = font
        self.face = face
        var extents = cairo_text_extents_t()
        cairo_scaled_font_text_extents(scaled, "0", &extents)
        if extents.x_advance > 100, extents.x_advance < 2000 { advance = extents.x_advance / 1000 }
        var metrics = cairo_font_extents_t()
        cairo_scaled_font_extents(scaled, &metrics)
        if metrics.ascent > 100, metrics.ascent < 3000 { ascent = metrics.ascent / 1000 }
        if metrics.descent > 0, metrics.descent < 2000 { descent = metrics.descent / 1000 }
    }

    deinit { g_object_unref(font) }

    /// 0 for what this font has not.
    func glyph(of scalar: UInt32) -> UInt32 {
        guard scalar < glyphs.count else { return 0 }
        let known = glyphs[Int(scalar)]
        if known != Self.unknown { return known }
        var glyph: hb_codepoint_t = 0
        if hb_font_get_nominal_glyph(pango_font_get_hb_font(font), scalar, &glyph) == 0 { glyph = 0 }
        glyphs[Int(scalar)] = glyph
        return glyph
    }
}
