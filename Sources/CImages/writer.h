// Takes rows, makes the image smaller, and writes it as a JPEG.
#ifndef WRITER_H
#define WRITER_H

#include "rows.h"

struct writer;

struct writer *writer_new(uint32_t side, int quality);
struct row_taker *writer_taker(struct writer *);

// Ends and frees it. Returns 1, and gives the JPEG, if every row came and was written.
int writer_end(struct writer *, uint8_t **bytes, size_t *count);

#endif
