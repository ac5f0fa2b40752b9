#include "rows.h"

#include <stdlib.h>

#include <webp/decode.h>

// The library scales while it decodes, so that its output is never larger than what is needed.
static void choose_scale(WebPDecoderConfig *config, uint32_t side)
{
    uint64_t width = config->input.width, height = config->input.height;
    uint64_t longest = width > height ? width : height;
    if (longest <= side) return;
    config->options.use_scaling = 1;
    config->options.scaled_width = (int)((width * side + longest - 1) / longest);
    config->options.scaled_height = (int)((height * side + longest - 1) / longest);
}

static int give(WebPDecoderConfig *config, struct row_taker *taker)
{
    uint32_t width = config->output.width, height = config->output.height;
    uint8_t *rgb = malloc((size_t)width * 3);
    int stops = !rgb || taker->begin(taker, width, height, 3);
    for (uint32_t y = 0; y < height && !stops; y++) {
        lay_on_white(config->output.u.RGBA.rgba + (size_t)y * config->output.u.RGBA.stride, rgb, width);
        stops = taker->take(taker, rgb);
    }
    free(rgb);
    return stops;
}

void webp_rows(
    const uint8_t *bytes, size_t count, struct images_limits limits, struct row_taker *taker, struct images_result *result)
{
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config)) return;
    if (WebPGetFeatures(bytes, count, &config.input) != VP8_STATUS_OK) return;
    if (exceeds(result, limits, limits.held_pixels, config.input.width, config.input.height)) return;
    if (config.input.has_animation) {
        result->outcome = IMAGES_ANIMATED;
        return;
    }
    choose_scale(&config, taker ? taker->side : 256);
    config.output.colorspace = MODE_RGBA;
    VP8StatusCode status = WebPDecode(bytes, count, &config);
    if (status == VP8_STATUS_OUT_OF_MEMORY) result->outcome = IMAGES_NO_MEMORY;
    if (status == VP8_STATUS_OK)
        result->outcome = taker && give(&config, taker) ? IMAGES_NO_MEMORY : IMAGES_WHOLE;
    WebPFreeDecBuffer(&config.output);
}
