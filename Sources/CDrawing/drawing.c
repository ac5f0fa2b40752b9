#include "drawing.h"
#include "library.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { ARGB32 = 0, SUCCESS = 0, WRITE_ERROR = 11 };  // cairo_format_t, cairo_status_t

// Appends what cairo writes.
static int append(void *closure, const unsigned char *bytes, unsigned int count)
{
    struct drawing_result *result = closure;
    uint8_t *longer = realloc(result->bytes, result->count + count);
    if (!longer) return WRITE_ERROR;
    memcpy(longer + result->count, bytes, count);
    result->bytes = longer;
    result->count += count;
    return SUCCESS;
}

static struct drawing_result finished(struct drawing_result result, int is_drawn)
{
    if (is_drawn) return result;
    free(result.bytes);
    return (struct drawing_result){.outcome = DRAWING_FAILED};
}

// Draws a document so that it fills the surface. Returns whether that was done.
static int draw(const struct library *l, struct drawing_page page, object *cairo, double width, double height)
{
    object *error = NULL;
    object *handle = l->rsvg_handle_new_from_data((const unsigned char *)page.svg, page.count, &error);
    struct rectangle all = {0, 0, width, height};
    int is_drawn = handle && l->rsvg_handle_render_document(handle, cairo, &all, &error) && l->cairo_status(cairo) == SUCCESS;
    if (error) l->g_error_free(error);
    if (handle) l->g_object_unref(handle);
    return is_drawn;
}

enum drawing_outcome drawing_check(const char *text, size_t count)
{
    const struct library *l = drawing_library();
    if (!l) return DRAWING_NO_LIBRARY;
    if (count > INT_MAX) return DRAWING_FAILED;
    // The font map is the thread's own default and is not released.
    object *context = l->pango_font_map_create_context(l->pango_cairo_font_map_get_default());
    object *layout = l->pango_layout_new(context);
    l->pango_layout_set_text(layout, text, (int)count);
    int unknown = l->pango_layout_get_unknown_glyphs_count(layout);
    l->g_object_unref(layout);
    l->g_object_unref(context);
    return unknown ? DRAWING_NO_GLYPHS : DRAWING_DONE;
}

struct drawing_result drawing_png(struct drawing_page page, int width, int height)
{
    const struct library *l = drawing_library();
    struct drawing_result result = {.outcome = DRAWING_DONE};
    if (!l) return (struct drawing_result){.outcome = DRAWING_NO_LIBRARY};
    object *surface = l->cairo_image_surface_create(ARGB32, width, height);
    object *cairo = l->cairo_create(surface);
    int is_drawn = draw(l, page, cairo, width, height);
    is_drawn = is_drawn && l->cairo_surface_write_to_png_stream(surface, append, &result) == SUCCESS;
    l->cairo_destroy(cairo);
    l->cairo_surface_destroy(surface);
    return finished(result, is_drawn);
}

struct drawing_result drawing_pdf(const struct drawing_page *pages, size_t count, double width, double height)
{
    const struct library *l = drawing_library();
    struct drawing_result result = {.outcome = DRAWING_DONE};
    if (!l) return (struct drawing_result){.outcome = DRAWING_NO_LIBRARY};
    object *surface = l->cairo_pdf_surface_create_for_stream(append, &result, width, height);
    object *cairo = l->cairo_create(surface);
    int is_drawn = 1;
    for (size_t i = 0; is_drawn && i < count; i++) {
        is_drawn = draw(l, pages[i], cairo, width, height);
        l->cairo_show_page(cairo);
    }
    l->cairo_destroy(cairo);
    // The end of the file is written now.
    l->cairo_surface_finish(surface);
    is_drawn = is_drawn && l->cairo_surface_status(surface) == SUCCESS;
    l->cairo_surface_destroy(surface);
    return finished(result, is_drawn);
}

void drawing_free(uint8_t *bytes) { free(bytes); }
