#include "library.h"

#include <dlfcn.h>
#include <pthread.h>

static struct library library;
static int is_there;
static pthread_once_t once = PTHREAD_ONCE_INIT;

// It is never unloaded: GLib registers types for the life of the process.
static void load(void)
{
    void *handle = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);
    if (!handle) return;
    is_there = 1;
    // A handle also finds the functions of what the library depends on.
#define FIND(result, name, parameters) \
    if (!(library.name = (result(*) parameters)dlsym(handle, #name))) is_there = 0;
    FUNCTIONS(FIND)
#undef FIND
}

const struct library *drawing_library(void)
{
    pthread_once(&once, load);
    return is_there ? &library : NULL;
}
