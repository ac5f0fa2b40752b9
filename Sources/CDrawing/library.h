// The functions of librsvg, and of the libraries that it depends on, by their names.
#ifndef LIBRARY_H
#define LIBRARY_H

// Types of the libraries, of which nothing but pointers is used here.
typedef struct object object;

struct rectangle { double x, y, width, height; };  // RsvgRectangle

typedef int (*writer)(void *closure, const unsigned char *bytes, unsigned int count);  // cairo_write_func_t: 0 is success

// X(result, name, parameters)
#define FUNCTIONS(X) \
    X(object *, rsvg_handle_new_from_data, (const unsigned char *, unsigned long, object **)) \
    X(int, rsvg_handle_render_document, (object *, object *, const struct rectangle *, object **)) \
    X(object *, cairo_image_surface_create, (int, int, int)) \
    X(object *, cairo_pdf_surface_create_for_stream, (writer, void *, double, double)) \
    X(int, cairo_surface_write_to_png_stream, (object *, writer, void *)) \
    X(void, cairo_surface_finish, (object *)) \
    X(int, cairo_surface_status, (object *)) \
    X(void, cairo_surface_destroy, (object *)) \
    X(object *, cairo_create, (object *)) \
    X(void, cairo_show_page, (object *)) \
    X(int, cairo_status, (object *)) \
    X(void, cairo_destroy, (object *)) \
    X(object *, pango_cairo_font_map_get_default, (void)) \
    X(object *, pango_font_map_create_context, (object *)) \
    X(object *, pango_layout_new, (object *)) \
    X(void, pango_layout_set_text, (object *, const char *, int)) \
    X(int, pango_layout_get_unknown_glyphs_count, (object *)) \
    X(void, g_object_unref, (object *)) \
    X(void, g_error_free, (object *))

struct library {
#define MEMBER(result, name, parameters) result(*name) parameters;
    FUNCTIONS(MEMBER)
#undef MEMBER
};

// Loads it at the first call. Returns null where it is not installed.
const struct library *drawing_library(void);

#endif
