#include "rows.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

struct reading {
    const uint8_t *bytes;
    size_t left;
    struct images_result *result;
    png_structp decoder;
    png_infop info;
    uint8_t *pixels;          // RGBA: a row, or all rows of an interlaced image
    uint8_t *rgb;
};

static void on_read(png_structp decoder, png_bytep into, size_t count)
{
    struct reading *reading = png_get_io_ptr(decoder);
    if (count > reading->left) png_error(decoder, "cut off");
    memcpy(into, reading->bytes, count);
    reading->bytes += count;
    reading->left -= count;
}

static void on_error(png_structp decoder, png_const_charp text)
{
    (void)text;
    png_longjmp(decoder, 1);
}

static void on_warning(png_structp decoder, png_const_charp text)
{
    (void)text;
    ((struct reading *)png_get_error_ptr(decoder))->result->doubts++;
}

static void ask_for_rgba(struct reading *reading)
{
    png_set_expand(reading->decoder);
    png_set_scale_16(reading->decoder);
    png_set_gray_to_rgb(reading->decoder);
    png_set_add_alpha(reading->decoder, 255, PNG_FILLER_AFTER);
}

// Reads every row; those of an interlaced image come in several passes, and are complete after the last.
static int decode(struct reading *reading, struct row_taker *taker)
{
    uint32_t width = reading->result->width, height = reading->result->height;
    ask_for_rgba(reading);
    int passes = png_set_interlace_handling(reading->decoder);
    png_read_update_info(reading->decoder, reading->info);
    int is_held = taker && passes > 1;
    size_t stride = (size_t)width * 4;
    reading->pixels = calloc(is_held ? height : 1, stride);
    reading->rgb = malloc((size_t)width * 3);
    if (!reading->pixels || !reading->rgb) return 1;
    if (taker && taker->begin(taker, width, height, 3)) return 1;
    for (int pass = 1; pass <= passes; pass++)
        for (uint32_t y = 0; y < height; y++) {
            uint8_t *row = reading->pixels + (is_held ? y * stride : 0);
            png_read_row(reading->decoder, row, NULL);
            if (!taker || pass < passes) continue;
            lay_on_white(row, reading->rgb, width);
            if (taker->take(taker, reading->rgb)) return 1;
        }
    png_read_end(reading->decoder, reading->info);
    return 0;
}

static void read_all(struct reading *reading, struct images_limits limits, struct row_taker *taker)
{
    png_set_read_fn(reading->decoder, reading, on_read);
    // Its own limit is a million; exceeds() says what ours is.
    png_set_user_limits(reading->decoder, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_chunk_malloc_max(reading->decoder, 1 << 20);
    png_read_info(reading->decoder, reading->info);
    uint32_t width = png_get_image_width(reading->decoder, reading->info);
    uint32_t height = png_get_image_height(reading->decoder, reading->info);
    if (exceeds(reading->result, limits, limits.held_pixels, width, height)) return;
    reading->result->outcome = decode(reading, taker) ? IMAGES_NO_MEMORY : IMAGES_WHOLE;
}

void png_rows(
    const uint8_t *bytes, size_t count, struct images_limits limits, struct row_taker *taker, struct images_result *result)
{
    struct reading *reading = calloc(1, sizeof *reading);
    if (!reading) {
        result->outcome = IMAGES_NO_MEMORY;
        return;
    }
    reading->bytes = bytes;
    reading->left = count;
    reading->result = result;
    reading->decoder = png_create_read_struct(PNG_LIBPNG_VER_STRING, reading, on_error, on_warning);
    reading->info = reading->decoder ? png_create_info_struct(reading->decoder) : NULL;
    if (!reading->info)
        result->outcome = IMAGES_NO_MEMORY;
    else if (!setjmp(png_jmpbuf(reading->decoder)))
        read_all(reading, limits, taker);
    png_destroy_read_struct(&reading->decoder, &reading->info, NULL);
    free(reading->pixels);
    free(reading->rgb);
    free(reading);
}
