// A disk that fails on demand, for a program that was started with this library in LD_PRELOAD.
//
// FAILING_DISK_FILES is a part of the paths of the files whose calls may fail; `-shm` and `.lock` files never do, since
// SQLite maps the one and the other holds no data. FAILING_DISK_CONTROL names a file with one line, which is read at
// each call: what fails, and in what share of the calls.
//
//     none 0        nothing
//     fsync 0.3     three of ten syncs, with EIO
//     write 1       every write and truncation, with EIO
//     read 0.1      every tenth read, with EIO
//     enospc 1      every write, with ENOSPC: the file system is full
//     erofs 1       every write, truncation, removal and opening for writing, with EROFS: it was made read-only
//
// libsqlite3 calls open64, pread64, pwrite64, ftruncate64, fdatasync and unlink; the others are here for other versions of it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

// The function of that name that the program would call without this library.
#define NEXT(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

enum { DESCRIPTORS = 1024 };
static atomic_bool is_watched[DESCRIPTORS];

static bool watches_path(const char *path) {
    const char *files = getenv("FAILING_DISK_FILES");
    return path && files && strstr(path, files) && !strstr(path, "-shm") && !strstr(path, ".lock");
}

static bool watches(int file) { return file >= 0 && file < DESCRIPTORS && is_watched[file]; }

static int watch(int file, const char *path) {
    if (file >= 0 && file < DESCRIPTORS) is_watched[file] = watches_path(path);
    return file;
}

// Whether this call is one of those that fail by what the control file says now.
static bool fails(const char *what) {
    const char *control = getenv("FAILING_DISK_CONTROL");
    if (!control) return false;
    int file = NEXT(open)(control, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    char line[100] = "", word[40] = "";
    double share = 0;
    ssize_t length = NEXT(read)(file, line, sizeof line - 1);
    NEXT(close)(file);
    return length > 0 && sscanf(line, "%39s %lf", word, &share) == 2 && strcmp(word, what) == 0 && drand48() < share;
}

static bool fails_with(const char *what, int code) {
    if (!fails(what)) return false;
    errno = code;
    return true;
}

static bool sync_fails(int file) { return watches(file) && fails_with("fsync", EIO); }

static bool read_fails(int file) { return watches(file) && fails_with("read", EIO); }

static bool write_fails(int file) {
    return watches(file) && (fails_with("write", EIO) || fails_with("enospc", ENOSPC) || fails_with("erofs", EROFS));
}

// A full file system takes a shorter file.
static bool truncation_fails(int file) {
    return watches(file) && (fails_with("write", EIO) || fails_with("erofs", EROFS));
}

static bool opening_fails(const char *path, int flags) {
    return (flags & (O_WRONLY | O_RDWR | O_CREAT)) && watches_path(path) && fails_with("erofs", EROFS);
}

// The argument behind the flags, which is there only where a file may be made.
#define MODE(flags, mode)                     \
    mode_t mode = 0;                          \
    if ((flags) & (O_CREAT | __O_TMPFILE)) {  \
        va_list arguments;                    \
        va_start(arguments, flags);           \
        mode = va_arg(arguments, mode_t);     \
        va_end(arguments);                    \
    }

int open(const char *path, int flags, ...) {
    MODE(flags, mode)
    return opening_fails(path, flags) ? -1 : watch(NEXT(open)(path, flags, mode), path);
}

int open64(const char *path, int flags, ...) {
    MODE(flags, mode)
    return opening_fails(path, flags) ? -1 : watch(NEXT(open64)(path, flags, mode), path);
}

int openat(int folder, const char *path, int flags, ...) {
    MODE(flags, mode)
    return opening_fails(path, flags) ? -1 : watch(NEXT(openat)(folder, path, flags, mode), path);
}

int close(int file) {
    if (file >= 0 && file < DESCRIPTORS) is_watched[file] = false;
    return NEXT(close)(file);
}

int unlink(const char *path) {
    return watches_path(path) && fails_with("erofs", EROFS) ? -1 : NEXT(unlink)(path);
}

ssize_t read(int file, void *bytes, size_t count) {
    return read_fails(file) ? -1 : NEXT(read)(file, bytes, count);
}

ssize_t pread(int file, void *bytes, size_t count, off_t offset) {
    return read_fails(file) ? -1 : NEXT(pread)(file, bytes, count, offset);
}

ssize_t pread64(int file, void *bytes, size_t count, off64_t offset) {
    return read_fails(file) ? -1 : NEXT(pread64)(file, bytes, count, offset);
}

ssize_t write(int file, const void *bytes, size_t count) {
    return write_fails(file) ? -1 : NEXT(write)(file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
    return write_fails(file) ? -1 : NEXT(pwrite)(file, bytes, count, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    return write_fails(file) ? -1 : NEXT(pwrite64)(file, bytes, count, offset);
}

ssize_t pwritev(int file, const struct iovec *parts, int count, off_t offset) {
    return write_fails(file) ? -1 : NEXT(pwritev)(file, parts, count, offset);
}

int ftruncate(int file, off_t length) {
    return truncation_fails(file) ? -1 : NEXT(ftruncate)(file, length);
}

int ftruncate64(int file, off64_t length) {
    return truncation_fails(file) ? -1 : NEXT(ftruncate64)(file, length);
}

int fsync(int file) { return sync_fails(file) ? -1 : NEXT(fsync)(file); }

int fdatasync(int file) { return sync_fails(file) ? -1 : NEXT(fdatasync)(file); }
