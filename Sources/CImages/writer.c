#include "writer.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

struct writer {
    struct row_taker taker;   // first, so that the taker's pointer is ours
    int quality;
    uint32_t width, height;   // of what comes in
    uint32_t to_width, to_height;
    int channels;
    uint32_t y;               // the row that comes next
    float *narrow;            // one row, made narrower
    float *sum;               // the row that is being written: the rows that it covers, each by how much it covers of them
    uint8_t *row;
    struct jpeg_compress_struct encoder;
    struct jpeg_error_mgr errors;
    jmp_buf escape;
    int has_begun, is_whole;
    uint8_t *bytes;
    unsigned long count;
};

static struct writer *of(struct row_taker *taker) { return (struct writer *)taker; }

static void on_error(j_common_ptr info)
{
    struct writer *writer = info->client_data;
    longjmp(writer->escape, 1);
}

static void start(struct writer *writer)
{
    struct jpeg_compress_struct *encoder = &writer->encoder;
    jpeg_mem_dest(encoder, &writer->bytes, &writer->count);
    encoder->image_width = writer->to_width;
    encoder->image_height = writer->to_height;
    encoder->input_components = writer->channels;
    encoder->in_color_space = writer->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(encoder);
    jpeg_set_quality(encoder, writer->quality, TRUE);
    jpeg_start_compress(encoder, TRUE);
}

static int begin(struct row_taker *taker, uint32_t width, uint32_t height, int channels)
{
    struct writer *writer = of(taker);
    uint64_t longest = width > height ? width : height, side = longest < taker->side ? longest : taker->side;
    writer->width = width;
    writer->height = height;
    writer->channels = channels;
    writer->to_width = (uint32_t)((width * side + longest / 2) / longest);
    writer->to_height = (uint32_t)((height * side + longest / 2) / longest);
    if (!writer->to_width) writer->to_width = 1;
    if (!writer->to_height) writer->to_height = 1;
    size_t values = (size_t)writer->to_width * channels;
    writer->narrow = calloc(values, sizeof(float));
    writer->sum = calloc(values, sizeof(float));
    writer->row = malloc(values);
    if (!writer->narrow || !writer->sum || !writer->row) return 1;
    writer->encoder.err = jpeg_std_error(&writer->errors);
    writer->errors.error_exit = on_error;
    writer->encoder.client_data = writer;
    writer->has_begun = 1;
    if (setjmp(writer->escape)) return 1;
    jpeg_create_compress(&writer->encoder);
    start(writer);
    return 0;
}

// The mean of the pixels that each pixel of the narrower row covers, those at its edges by their part.
static void make_narrow(struct writer *writer, const uint8_t *row)
{
    int channels = writer->channels;
    double scale = (double)writer->width / writer->to_width;
    for (uint32_t x = 0; x < writer->to_width; x++) {
        double from = x * scale, to = (x + 1) * scale;
        float sums[3] = {0, 0, 0};
        for (uint32_t i = (uint32_t)from; i < writer->width && i < to; i++) {
            double part = (i + 1 < to ? i + 1 : to) - (i > from ? i : from);
            for (int c = 0; c < channels; c++) sums[c] += (float)part * row[(size_t)i * channels + c];
        }
        for (int c = 0; c < channels; c++) writer->narrow[(size_t)x * channels + c] = sums[c] / (float)scale;
    }
}

static void add(struct writer *writer, float part)
{
    size_t values = (size_t)writer->to_width * writer->channels;
    for (size_t i = 0; i < values; i++) writer->sum[i] += part * writer->narrow[i];
}

static void write_row(struct writer *writer)
{
    size_t values = (size_t)writer->to_width * writer->channels;
    float scale = (float)((double)writer->height / writer->to_height);
    for (size_t i = 0; i < values; i++) {
        float value = writer->sum[i] / scale + 0.5f;
        writer->row[i] = value > 255 ? 255 : (uint8_t)value;
    }
    jpeg_write_scanlines(&writer->encoder, &writer->row, 1);
    memset(writer->sum, 0, values * sizeof(float));
}

static int take(struct row_taker *taker, const uint8_t *row)
{
    struct writer *writer = of(taker);
    if (setjmp(writer->escape)) return 1;
    make_narrow(writer, row);
    double scale = (double)writer->height / writer->to_height;
    double from = writer->y, end = writer->y + 1;
    writer->y++;
    // The row belongs to the one that is being written and, if that ends within it, to the next.
    double edge = (writer->encoder.next_scanline + 1) * scale;
    if (edge > end && writer->y < writer->height) {
        add(writer, 1);
        return 0;
    }
    add(writer, (float)((edge < end ? edge : end) - from));
    write_row(writer);
    if (writer->encoder.next_scanline < writer->to_height) add(writer, (float)(end - edge));
    return 0;
}

struct writer *writer_new(uint32_t side, int quality)
{
    struct writer *writer = calloc(1, sizeof *writer);
    if (!writer) return NULL;
    writer->taker = (struct row_taker){.side = side, .begin = begin, .take = take};
    writer->quality = quality;
    return writer;
}

struct row_taker *writer_taker(struct writer *writer) { return &writer->taker; }

int writer_end(struct writer *writer, uint8_t **bytes, size_t *count)
{
    if (writer->has_begun && writer->y == writer->height && !setjmp(writer->escape)) {
        jpeg_finish_compress(&writer->encoder);
        writer->is_whole = 1;
    }
    // The library has the buffer's address until then: where it grew, the one that we know is freed.
    if (!writer->is_whole && writer->encoder.dest) writer->encoder.dest->term_destination(&writer->encoder);
    if (writer->has_begun) jpeg_destroy_compress(&writer->encoder);
    int is_whole = writer->is_whole;
    *bytes = writer->bytes;
    *count = writer->count;
    free(writer->narrow);
    free(writer->sum);
    free(writer->row);
    free(writer);
    return is_whole;
}
