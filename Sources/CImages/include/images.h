// Decodes photographs and makes them smaller. libjpeg and libpng report errors by longjmp, which no Swift frame may be part of,
// and their structures begin with macros that Swift cannot import: so the calls are made here, and values go in and out.
#ifndef IMAGES_H
#define IMAGES_H

#include <stddef.h>
#include <stdint.h>

enum images_format { IMAGES_JPEG = 1, IMAGES_PNG, IMAGES_WEBP };

enum images_outcome {
    IMAGES_WHOLE,        // decoded to its last row
    IMAGES_DAMAGED,      // cut off, altered, or in a form that the library does not know
    IMAGES_TOO_LARGE,    // its header says more pixels than are allowed; nothing was decoded
    IMAGES_ANIMATED,     // more than one picture
    IMAGES_NO_MEMORY,
};

// What may be decoded.
struct images_limits {
    uint64_t pixels;              // of a JPEG that is decoded row by row
    uint64_t held_pixels;         // of a PNG or a WebP, which may be held in memory whole: 4 bytes a pixel
    uint64_t progressive_pixels;  // of a JPEG in several scans: up to 6 bytes a pixel are held in memory
    uint32_t side;                // the longest side
};

struct images_result {
    enum images_outcome outcome;
    uint32_t width, height;   // as the header says them; 0 before it was read
    int doubts;               // bytes or features that a reader may skip: the file should be made again from its pixels
    uint8_t *bytes;           // the JPEG that was written, to be given to images_free; null for none
    size_t count;
};

// Decodes the whole image and keeps nothing of it.
struct images_result images_check(
    enum images_format format, const uint8_t *bytes, size_t count, struct images_limits limits);

// Decodes an image and writes it as a JPEG whose longest side is at most `side`. What is transparent becomes white.
struct images_result images_shrink(
    enum images_format format, const uint8_t *bytes, size_t count, struct images_limits limits, uint32_t side, int quality);

void images_free(uint8_t *bytes);

#endif
