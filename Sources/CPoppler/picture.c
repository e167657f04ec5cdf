// JPEG and PNG, a few lines at a time. Both libraries leave by longjmp when something is wrong: it stays in here.

#include "CPoppler.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>

struct quire_picture {
    quire_picture_format format;
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr jpeg_errors;
    struct jpeg_destination_mgr jpeg_destination;
    png_structp png;
    png_infop png_info;
    jmp_buf failed;
    /// What has been made; `room` is what it may grow to before it is enlarged.
    uint8_t *bytes;
    size_t count, room;
    /// The library holds a place in `bytes`.
    bool is_filling;
};

static bool enlarge(quire_picture *picture, size_t count) {
    if (picture->room - picture->count >= count) return true;
    size_t room = picture->room * 2 > picture->count + count ? picture->room * 2 : picture->count + count;
    uint8_t *larger = realloc(picture->bytes, room);
    if (!larger) return false;
    picture->bytes = larger;
    picture->room = room;
    return true;
}

// JPEG writes into what is free of `bytes`.

static void jpeg_failed(j_common_ptr jpeg) { longjmp(((quire_picture *)jpeg->client_data)->failed, 1); }

static void jpeg_quiet(j_common_ptr jpeg) { (void)jpeg; }

static void jpeg_offer(quire_picture *picture) {
    if (!enlarge(picture, 64 << 10)) longjmp(picture->failed, 1);
    picture->jpeg_destination.next_output_byte = picture->bytes + picture->count;
    picture->jpeg_destination.free_in_buffer = picture->room - picture->count;
}

static void jpeg_collect(quire_picture *picture) {
    picture->count = picture->room - picture->jpeg_destination.free_in_buffer;
}

static void jpeg_start(j_compress_ptr jpeg) {
    quire_picture *picture = jpeg->client_data;
    jpeg_offer(picture);
    picture->is_filling = true;
}

static boolean jpeg_full(j_compress_ptr jpeg) {
    quire_picture *picture = jpeg->client_data;
    // The library does not tell how much of it is filled: all of it is.
    picture->count = picture->room;
    jpeg_offer(picture);
    return TRUE;
}

static void jpeg_finish(j_compress_ptr jpeg) {
    quire_picture *picture = jpeg->client_data;
    jpeg_collect(picture);
    picture->is_filling = false;
}

static void begin_jpeg(quire_picture *picture, int width, int height, int samples, int dots_x, int dots_y) {
    picture->jpeg.err = jpeg_std_error(&picture->jpeg_errors);
    picture->jpeg_errors.error_exit = jpeg_failed;
    picture->jpeg_errors.output_message = jpeg_quiet;
    picture->jpeg.client_data = picture;
    jpeg_create_compress(&picture->jpeg);
    picture->jpeg_destination.init_destination = jpeg_start;
    picture->jpeg_destination.empty_output_buffer = jpeg_full;
    picture->jpeg_destination.term_destination = jpeg_finish;
    picture->jpeg.dest = &picture->jpeg_destination;
    picture->jpeg.image_width = (JDIMENSION)width;
    picture->jpeg.image_height = (JDIMENSION)height;
    picture->jpeg.input_components = samples;
    picture->jpeg.in_color_space = samples == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&picture->jpeg);
    jpeg_set_quality(&picture->jpeg, 90, TRUE);
    picture->jpeg.density_unit = 1;
    picture->jpeg.X_density = (UINT16)dots_x;
    picture->jpeg.Y_density = (UINT16)dots_y;
    jpeg_start_compress(&picture->jpeg, TRUE);
}

static void png_failed(png_structp png, png_const_charp words) {
    (void)words;
    longjmp(((quire_picture *)png_get_error_ptr(png))->failed, 1);
}

static void png_quiet(png_structp png, png_const_charp words) { (void)png, (void)words; }

static void png_put(png_structp png, png_bytep bytes, size_t count) {
    quire_picture *picture = png_get_io_ptr(png);
    if (!enlarge(picture, count)) longjmp(picture->failed, 1);
    memcpy(picture->bytes + picture->count, bytes, count);
    picture->count += count;
}

static void png_flushed(png_structp png) { (void)png; }

static void begin_png(
    quire_picture *picture, int width, int height, int samples, int bits, int dots_x, int dots_y) {
    picture->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, picture, png_failed, png_quiet);
    if (!picture->png) longjmp(picture->failed, 1);
    picture->png_info = png_create_info_struct(picture->png);
    if (!picture->png_info) longjmp(picture->failed, 1);
    png_set_write_fn(picture->png, picture, png_put, png_flushed);
    // Someone waits for it: half the size of none, and a tenth of the time of the default.
    png_set_compression_level(picture->png, 3);
    png_set_filter(picture->png, 0, bits == 1 ? PNG_FILTER_NONE : PNG_FILTER_SUB);
    png_set_IHDR(
        picture->png, picture->png_info, (png_uint_32)width, (png_uint_32)height, bits,
        samples == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
        PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(
        picture->png, picture->png_info, (png_uint_32)(dots_x / 0.0254 + 0.5), (png_uint_32)(dots_y / 0.0254 + 0.5),
        PNG_RESOLUTION_METER);
    png_write_info(picture->png, picture->png_info);
    if (bits == 1) png_set_invert_mono(picture->png);
}

quire_result quire_picture_begin(
    quire_picture_format format, int width, int height, int samples, int bits, int dots_x, int dots_y,
    quire_picture **picture) {
    *picture = NULL;
    quire_picture *made = calloc(1, sizeof *made);
    if (!made) return QUIRE_NO_MEMORY;
    made->format = format;
    if (setjmp(made->failed)) {
        quire_picture_free(made);
        return QUIRE_REFUSED;
    }
    if (format == QUIRE_JPEG) {
        begin_jpeg(made, width, height, samples, dots_x, dots_y);
    } else {
        begin_png(made, width, height, samples, bits, dots_x, dots_y);
    }
    *picture = made;
    return QUIRE_FINE;
}

quire_result quire_picture_lines(quire_picture *picture, const uint8_t *lines, size_t stride, int count) {
    if (setjmp(picture->failed)) return QUIRE_REFUSED;
    for (int line = 0; line < count; line++) {
        // Neither library writes to it.
        uint8_t *start = (uint8_t *)lines + stride * (size_t)line;
        if (picture->format == QUIRE_JPEG) {
            jpeg_write_scanlines(&picture->jpeg, &start, 1);
        } else {
            png_write_row(picture->png, start);
        }
    }
    return QUIRE_FINE;
}

quire_result quire_picture_end(quire_picture *picture) {
    if (setjmp(picture->failed)) return QUIRE_REFUSED;
    if (picture->format == QUIRE_JPEG) {
        jpeg_finish_compress(&picture->jpeg);
    } else {
        png_write_end(picture->png, picture->png_info);
    }
    return QUIRE_FINE;
}

const uint8_t *quire_picture_take(quire_picture *picture, size_t *count) {
    if (picture->is_filling) jpeg_collect(picture);
    *count = picture->count;
    // The bytes stay where they are until more are made over them.
    picture->count = 0;
    if (picture->is_filling) {
        picture->jpeg_destination.next_output_byte = picture->bytes;
        picture->jpeg_destination.free_in_buffer = picture->room;
    }
    return picture->bytes;
}

void quire_picture_free(quire_picture *picture) {
    if (picture->format == QUIRE_JPEG) {
        jpeg_destroy_compress(&picture->jpeg);
    } else if (picture->png) {
        png_destroy_write_struct(&picture->png, picture->png_info ? &picture->png_info : NULL);
    }
    free(picture->bytes);
    free(picture);
}
