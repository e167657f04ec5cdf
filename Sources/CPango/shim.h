// Pango and cairo, for setting text. Debian: libpango1.0-dev, libcairo2-dev. The libraries come from pkg-config.
#include <cairo-pdf.h>
#include <hb.h>
#include <pango/pangocairo.h>

// The font behind a pango font, which is a cast by GObject's macros.
static inline cairo_scaled_font_t *quire_scaled_font(PangoFont *font) {
    return pango_cairo_font_get_scaled_font((PangoCairoFont *)font);
}
