// Draws SVG by librsvg, which is loaded when the first picture is drawn: a gateway that draws none neither needs it nor pays
// for it. The functions have many types of GLib and cairo behind them, so that they are called here; bytes go in and out.
#ifndef DRAWING_H
#define DRAWING_H

#include <stddef.h>
#include <stdint.h>

enum drawing_outcome {
    DRAWING_DONE,
    DRAWING_NO_LIBRARY,  // librsvg-2.so.2 or one of its functions is not there
    DRAWING_NO_GLYPHS,   // the fonts lack characters of the text
    DRAWING_FAILED,      // an error of librsvg or cairo, such as no memory
};

struct drawing_result {
    enum drawing_outcome outcome;
    uint8_t *bytes;  // to be given to drawing_free; null for none
    size_t count;
};

// An SVG document.
struct drawing_page {
    const char *svg;
    size_t count;
};

// Returns whether pictures with this text, in UTF-8, can be drawn.
enum drawing_outcome drawing_check(const char *text, size_t count);

// Draws a document on a PNG of so many dots.
struct drawing_result drawing_png(struct drawing_page page, int width, int height);

// Draws each document on a page of a PDF of a size in points.
struct drawing_result drawing_pdf(const struct drawing_page *pages, size_t count, double width, double height);

void drawing_free(uint8_t *bytes);

#endif
