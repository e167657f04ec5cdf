// A page is recorded once and drawn in bands, so that no more than a band of it is ever in memory: 600 dpi of A4 would be
// 139 MB. Drawing from the record is as fast as drawing at once, for what is drawn stays in the processor's cache.
//
// Of a picture the record has its own copy, decoded: a page needs twice 4 bytes for each pixel of its largest picture.

#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct quire_page {
    quire_document *document;
    PopplerPage *page;
    cairo_surface_t *record;
};

struct quire_pixels {
    cairo_surface_t *surface;
};

static quire_result result_of(cairo_status_t status) {
    if (status == CAIRO_STATUS_SUCCESS) return QUIRE_FINE;
    quire_set_reason(cairo_status_to_string(status));
    return status == CAIRO_STATUS_NO_MEMORY ? QUIRE_NO_MEMORY : QUIRE_REFUSED;
}

quire_result quire_document_page(quire_document *document, long number, quire_page **page) {
    *page = NULL;
    if (number < 1 || number > quire_document_pages(document)) return QUIRE_DAMAGED;
    PopplerPage *found = poppler_document_get_page(document->document, (int)(number - 1));
    if (!found) return QUIRE_DAMAGED;
    quire_page *made = calloc(1, sizeof *made);
    if (!made) {
        g_object_unref(found);
        return QUIRE_NO_MEMORY;
    }
    made->document = document;
    made->page = found;
    *page = made;
    return QUIRE_FINE;
}

void quire_page_close(quire_page *page) {
    if (page->record) cairo_surface_destroy(page->record);
    g_object_unref(page->page);
    // What was read of the file is in the kernel's cache as well; here it would count as this process' memory.
    if (page->document->octets > 8 << 20) madvise(page->document->bytes, page->document->octets, MADV_DONTNEED);
    free(page);
}

void quire_page_size(quire_page *page, double *width, double *height) {
    poppler_page_get_size(page->page, width, height);
}

static void set_edges(cairo_t *cairo, quire_edges edges) {
    if (edges == QUIRE_SMOOTH) return;
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
    if (edges == QUIRE_HARD_SHAPES) return;
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_NONE);
    cairo_set_font_options(cairo, options);
    cairo_font_options_destroy(options);
}

quire_result quire_page_record(quire_page *page, int width, int height, quire_matrix matrix, quire_edges edges) {
    if (page->record) cairo_surface_destroy(page->record);
    cairo_rectangle_t extents = {0, 0, width, height};
    page->record = cairo_recording_surface_create(CAIRO_CONTENT_COLOR, &extents);
    cairo_t *cairo = cairo_create(page->record);
    // The paper: part of the record, as blend modes look at what is below.
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_matrix_t to_pixels;
    cairo_matrix_init(&to_pixels, matrix.xx, matrix.yx, matrix.xy, matrix.yy, matrix.x0, matrix.y0);
    cairo_transform(cairo, &to_pixels);
    // A page on a larger sheet shows no more than itself.
    double points_wide, points_high;
    poppler_page_get_size(page->page, &points_wide, &points_high);
    cairo_rectangle(cairo, 0, 0, points_wide, points_high);
    cairo_clip(cairo);
    set_edges(cairo, edges);
    poppler_page_render_for_printing(page->page, cairo);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    if (!status) status = cairo_surface_status(page->record);
    return result_of(status);
}

quire_result quire_pixels_make(int width, int lines, quire_pixels **pixels) {
    *pixels = NULL;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, lines);
    quire_result result = result_of(cairo_surface_status(surface));
    quire_pixels *made = result ? NULL : calloc(1, sizeof *made);
    if (!made) {
        cairo_surface_destroy(surface);
        return result ? result : QUIRE_NO_MEMORY;
    }
    made->surface = surface;
    *pixels = made;
    return QUIRE_FINE;
}

void quire_pixels_free(quire_pixels *pixels) {
    cairo_surface_destroy(pixels->surface);
    free(pixels);
}

const uint8_t *quire_pixels_bytes(quire_pixels *pixels) { return cairo_image_surface_get_data(pixels->surface); }

size_t quire_pixels_stride(quire_pixels *pixels) { return (size_t)cairo_image_surface_get_stride(pixels->surface); }

void quire_pixels_clear(quire_pixels *pixels) {
    cairo_t *cairo = cairo_create(pixels->surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(pixels->surface);
}

quire_result quire_page_draw(quire_page *page, int top, quire_pixels *pixels) {
    cairo_t *cairo = cairo_create(pixels->surface);
    cairo_set_source_surface(cairo, page->record, 0, -top);
    cairo_set_operator(cairo, CAIRO_OPERATOR_SOURCE);
    cairo_paint(cairo);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(pixels->surface);
    if (!status) status = cairo_surface_status(pixels->surface);
    return result_of(status);
}
