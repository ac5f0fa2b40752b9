#include "images.h"
#include "rows.h"
#include "writer.h"

#include <stdlib.h>

int exceeds(
    struct images_result *result, struct images_limits limits, uint64_t pixels, uint64_t width, uint64_t height)
{
    result->width = (uint32_t)width;
    result->height = (uint32_t)height;
    if (width <= limits.side && height <= limits.side && width * height <= pixels) return 0;
    result->outcome = IMAGES_TOO_LARGE;
    return 1;
}

void lay_on_white(const uint8_t *rgba, uint8_t *rgb, uint32_t width)
{
    for (uint32_t x = 0; x < width; x++, rgba += 4, rgb += 3) {
        unsigned alpha = rgba[3], white = 255 * (255 - alpha);
        for (int c = 0; c < 3; c++) rgb[c] = (uint8_t)((rgba[c] * alpha + white + 127) / 255);
    }
}

static void rows(
    enum images_format format, const uint8_t *bytes, size_t count, struct images_limits limits, struct row_taker *taker,
    struct images_result *result)
{
    switch (format) {
    case IMAGES_JPEG: jpeg_rows(bytes, count, limits, taker, result); break;
    case IMAGES_PNG: png_rows(bytes, count, limits, taker, result); break;
    case IMAGES_WEBP: webp_rows(bytes, count, limits, taker, result); break;
    }
}

struct images_result images_check(
    enum images_format format, const uint8_t *bytes, size_t count, struct images_limits limits)
{
    struct images_result result = {.outcome = IMAGES_DAMAGED};
    rows(format, bytes, count, limits, NULL, &result);
    return result;
}


struct images_result images_shrink(
    enum images_format format, const uint8_t *bytes, size_t count, struct images_limits limits, uint32_t side, int quality)
{
    struct images_result result = {.outcome = IMAGES_DAMAGED};
    struct writer *writer = writer_new(side, quality);
    if (!writer) {
        result.outcome = IMAGES_NO_MEMORY;
        return result;
    }
    rows(format, bytes, count, limits, writer_taker(writer), &result);
    int is_written = writer_end(writer, &result.bytes, &result.count);
    if (result.outcome == IMAGES_WHOLE && !is_written) result.outcome = IMAGES_NO_MEMORY;
    if (result.outcome != IMAGES_WHOLE) {
        free(result.bytes);
        result.bytes = NULL;
        result.count = 0;
    }
    return result;
}

void images_free(uint8_t *bytes) { free(bytes); }
