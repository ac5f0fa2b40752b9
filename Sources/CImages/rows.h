// Rows of pixels on their way from a decoder to whoever takes them: none is kept, so that memory is bounded by width.
#ifndef ROWS_H
#define ROWS_H

#include "images.h"

// Takes rows. Both functions return 0 to go on, and 1 to stop for lack of memory.
struct row_taker {
    uint32_t side;            // the longest side that is needed; a decoder that scales by itself need not give more
    int (*begin)(struct row_taker *, uint32_t width, uint32_t height, int channels);
    int (*take)(struct row_taker *, const uint8_t *row);
};

// The decoders. Without a taker they decode and keep nothing.
void jpeg_rows(const uint8_t *, size_t, struct images_limits, struct row_taker *, struct images_result *);
void png_rows(const uint8_t *, size_t, struct images_limits, struct row_taker *, struct images_result *);
void webp_rows(const uint8_t *, size_t, struct images_limits, struct row_taker *, struct images_result *);

// Notes the size; returns 1, with the outcome, where it is more than is allowed.
int exceeds(struct images_result *, struct images_limits, uint64_t pixels, uint64_t width, uint64_t height);

// Lays a row of RGBA on white: RGB.
void lay_on_white(const uint8_t *rgba, uint8_t *rgb, uint32_t width);

#endif
