// No line is thinner than a pixel: one that covers a third of it would be a light grey, of which a printer makes a row of
// dots, or nothing at all where edges are hard. poppler does this for screens and not for paper.
//
// This is found before cairo's function of the same name when poppler looks for it. Were it not, lines would be as thin as
// they are said to be, and nothing else would change.

#define _GNU_SOURCE

#include "internal.h"

#include <dlfcn.h>
#include <math.h>

void cairo_set_line_width(cairo_t *cairo, double width) {
    static void (*set)(cairo_t *, double);
    if (!set) set = (void (*)(cairo_t *, double))dlsym(RTLD_NEXT, "cairo_set_line_width");
    if (!set) return;
    cairo_matrix_t matrix;
    cairo_get_matrix(cairo, &matrix);
    double scale = sqrt(fabs(matrix.xx * matrix.yy - matrix.xy * matrix.yx));
    if (scale > 0 && isfinite(scale) && width * scale < 1) width = 1 / scale;
    set(cairo, width);
}
