#include "rows.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jerror.h>
#include <jpeglib.h>

// Each scan of a progressive file costs a pass over the whole image; cameras write about ten.
static const int most_scans = 100;

struct reading {
    struct jpeg_decompress_struct decoder;   // first, so that the library's pointer is ours
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf escape;
    struct images_result *result;
    uint8_t *row, *rgb;
};

static void on_error(j_common_ptr info)
{
    struct reading *reading = (struct reading *)info;
    if (info->err->msg_code == JERR_OUT_OF_MEMORY) reading->result->outcome = IMAGES_NO_MEMORY;
    longjmp(reading->escape, 1);
}

// Warnings: some name a damage, after which the library goes on with grey; others what a reader may skip.
static void on_message(j_common_ptr info, int level)
{
    if (level >= 0) return;
    switch (info->err->msg_code) {
    case JWRN_EXTRANEOUS_DATA:
    case JWRN_ADOBE_XFORM:
    case JWRN_JFIF_MAJOR:
    case JWRN_TOO_MUCH_DATA:
        ((struct reading *)info)->result->doubts++;
        break;
    default:
        on_error(info);
    }
}

static void on_progress(j_common_ptr info)
{
    if (((j_decompress_ptr)info)->input_scan_number > most_scans) on_error(info);
}

// The smallest scale that still has as many pixels as are needed: the library then computes no others.
static void choose_scale(struct jpeg_decompress_struct *decoder, uint32_t side)
{
    uint64_t longest = decoder->image_width > decoder->image_height ? decoder->image_width : decoder->image_height;
    decoder->scale_denom = 8;
    for (decoder->scale_num = 1; decoder->scale_num < 8; decoder->scale_num++)
        if (longest * decoder->scale_num / 8 >= side) return;
}

static void choose_colours(struct jpeg_decompress_struct *decoder)
{
    switch (decoder->jpeg_color_space) {
    case JCS_GRAYSCALE: decoder->out_color_space = JCS_GRAYSCALE; break;
    case JCS_CMYK:
    case JCS_YCCK: decoder->out_color_space = JCS_CMYK; break;
    default: decoder->out_color_space = JCS_RGB;
    }
}

// Adobe stores ink inverted: 255 is none.
static const uint8_t *without_black(struct reading *reading)
{
    struct jpeg_decompress_struct *decoder = &reading->decoder;
    if (decoder->out_color_components != 4) return reading->row;
    for (uint32_t x = 0; x < decoder->output_width; x++) {
        uint8_t *ink = reading->row + 4 * x;
        for (int c = 0; c < 4; c++) ink[c] = decoder->saw_Adobe_marker ? ink[c] : 255 - ink[c];
        for (int c = 0; c < 3; c++) reading->rgb[3 * x + c] = (uint8_t)(ink[c] * ink[3] / 255);
    }
    return reading->rgb;
}

static int is_allowed(struct reading *reading, struct images_limits limits)
{
    struct jpeg_decompress_struct *decoder = &reading->decoder;
    int is_held = jpeg_has_multiple_scans(decoder);
    uint64_t pixels = is_held ? limits.progressive_pixels : limits.pixels;
    return !exceeds(reading->result, limits, pixels, decoder->image_width, decoder->image_height);
}

static int decode(struct reading *reading, struct row_taker *taker)
{
    struct jpeg_decompress_struct *decoder = &reading->decoder;
    choose_scale(decoder, taker ? taker->side : 1);
    choose_colours(decoder);
    // Browsers do not show arithmetic coding.
    reading->result->doubts += decoder->arith_code;
    jpeg_start_decompress(decoder);
    uint32_t width = decoder->output_width;
    int channels = decoder->out_color_components;
    reading->row = malloc((size_t)width * channels);
    reading->rgb = malloc((size_t)width * 3);
    if (!reading->row || !reading->rgb) return 1;
    if (taker && taker->begin(taker, width, decoder->output_height, channels == 4 ? 3 : channels)) return 1;
    while (decoder->output_scanline < decoder->output_height) {
        jpeg_read_scanlines(decoder, &reading->row, 1);
        if (taker && taker->take(taker, without_black(reading))) return 1;
    }
    jpeg_finish_decompress(decoder);
    return 0;
}

void jpeg_rows(
    const uint8_t *bytes, size_t count, struct images_limits limits, struct row_taker *taker, struct images_result *result)
{
    struct reading *reading = calloc(1, sizeof *reading);
    if (!reading) {
        result->outcome = IMAGES_NO_MEMORY;
        return;
    }
    reading->result = result;
    reading->decoder.err = jpeg_std_error(&reading->errors);
    reading->errors.error_exit = on_error;
    reading->errors.emit_message = on_message;
    if (!setjmp(reading->escape)) {
        jpeg_create_decompress(&reading->decoder);
        reading->progress.progress_monitor = on_progress;
        reading->decoder.progress = &reading->progress;
        jpeg_mem_src(&reading->decoder, bytes, count);
        jpeg_read_header(&reading->decoder, TRUE);
        if (is_allowed(reading, limits))
            result->outcome = decode(reading, taker) ? IMAGES_NO_MEMORY : IMAGES_WHOLE;
    }
    jpeg_destroy_decompress(&reading->decoder);
    free(reading->row);
    free(reading->rgb);
    free(reading);
}
