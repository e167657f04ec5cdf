// Drawing the pages of a PDF: the half of quire-render that poppler, cairo, libjpeg and libpng make C.
//
// Nothing of theirs is seen here, so that Swift needs none of their headers. All of it is for one thread.

#ifndef QUIRE_CPOPPLER_H
#define QUIRE_CPOPPLER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Why something did not work.
typedef enum {
    QUIRE_FINE,
    /// Not a PDF, or one that cannot be repaired.
    QUIRE_DAMAGED,
    /// Encrypted, and the password is missing or wrong.
    QUIRE_ENCRYPTED,
    /// There is no memory for it.
    QUIRE_NO_MEMORY,
    /// cairo refuses it: `quire_reason` has its words.
    QUIRE_REFUSED,
} quire_result;

/// What cairo or poppler said last, until the next call.
const char *quire_reason(void);

// document.c

typedef struct quire_document quire_document;

/// Once, before all else: words of the libraries go to descriptor 2, a few of them; memory is kept for the next page.
void quire_prepare(void);

/// Opens the PDF in the file `descriptor`, which stays as it is until `quire_document_close`.
quire_result quire_document_open(
    int descriptor, size_t octets, const char *_Nullable password, quire_document *_Nullable *_Nonnull document);
void quire_document_close(quire_document *document);
int quire_document_pages(quire_document *document);
/// The complaints of poppler about the document so far, warnings left out.
int quire_complaints(void);
/// The first complaint since the last call; empty when there is none.
const char *quire_first_complaint(void);

// page.c

typedef struct quire_page quire_page;

/// From the points of a page as it is seen (turned, the crop box only, y downwards) to pixels.
typedef struct {
    double xx, yx, xy, yy, x0, y0;
} quire_matrix;

typedef enum {
    /// Grey where a shape covers a part of a pixel.
    QUIRE_SMOOTH,
    /// A pixel is covered or not, but for text.
    QUIRE_HARD_SHAPES,
    /// A pixel is covered or not.
    QUIRE_HARD,
} quire_edges;

/// `QUIRE_DAMAGED` when the document has no such page; `number` counts from 1.
quire_result quire_document_page(quire_document *document, long number, quire_page *_Nullable *_Nonnull page);
void quire_page_close(quire_page *page);
/// In points, as it is seen.
void quire_page_size(quire_page *page, double *width, double *height);

/// Notes what there is to draw on a page of so many pixels.
quire_result quire_page_record(quire_page *page, int width, int height, quire_matrix matrix, quire_edges edges);

/// Draws the lines from `top` on of what was recorded: 4 bytes a pixel, blue, green, red and one of no meaning.
/// - Parameter pixels: room for `lines` of the recorded width, from `quire_pixels_make`.
typedef struct quire_pixels quire_pixels;
quire_result quire_pixels_make(int width, int lines, quire_pixels *_Nullable *_Nonnull pixels);
void quire_pixels_free(quire_pixels *pixels);
const uint8_t *quire_pixels_bytes(quire_pixels *pixels);
size_t quire_pixels_stride(quire_pixels *pixels);
/// Makes it all white.
void quire_pixels_clear(quire_pixels *pixels);
quire_result quire_page_draw(quire_page *page, int top, quire_pixels *pixels);

// picture.c

typedef struct quire_picture quire_picture;

typedef enum { QUIRE_JPEG, QUIRE_PNG } quire_picture_format;

/// Begins a JPEG or PNG of so many samples a pixel (1 grey, 3 red, green and blue); `bits` are 8, or 1 for a PNG of one
/// sample, where 1 is black.
quire_result quire_picture_begin(
    quire_picture_format format, int width, int height, int samples, int bits, int dots_x, int dots_y,
    quire_picture *_Nullable *_Nonnull picture);
quire_result quire_picture_lines(quire_picture *picture, const uint8_t *lines, size_t stride, int count);
quire_result quire_picture_end(quire_picture *picture);
/// The bytes made since the last call; they are gone at the next one.
const uint8_t *_Nullable quire_picture_take(quire_picture *picture, size_t *count);
void quire_picture_free(quire_picture *picture);

// worker.c

/// Another process that goes on from here with the same memory, which Swift does not let itself make: 0 in the child,
/// its process id in the parent, -1 when there are too many. The child dies with its parent.
/// - Parameter end: of a pipe from the child to the parent, to write to without waiting in the child, to read from in the
///   parent.
int quire_fork(int *end);

#pragma clang assume_nonnull end

#endif
