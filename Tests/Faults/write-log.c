// Logs what a program does to files, in order, so that replay.py can make of it what a power cut would have left. For a
// program that was started with this library in LD_PRELOAD.
//
// WRITE_LOG_FILES is a part of the paths of the files; `-shm` and `.lock` files are not logged, as nobody reads them after
// a power cut. WRITE_LOG names the log, to which records are appended, each with a head (`struct head`), the file's path
// and, for a write, the bytes. The operations: O opened, W written, T truncated to `offset`, S synced, F a sync that
// failed, U removed.
//
// A call and its record are one step: with a write between a sync and the sync's record, the record would promise the
// write as well. A failed sync counts as one because Linux forgets then what had not been written: no later sync writes it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

// The function of that name that the program would call without this library.
#define NEXT(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

struct __attribute__((packed)) head {
    char operation;
    uint16_t path_length;
    uint64_t microseconds;  // since 1970
    uint64_t offset;
    uint32_t length;
};

enum { DESCRIPTORS = 1024, LONGEST_PATH = 256 };
static char paths[DESCRIPTORS][LONGEST_PATH];
static bool is_logged[DESCRIPTORS];
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

static bool logs_path(const char *path) {
    const char *files = getenv("WRITE_LOG_FILES");
    return path && files && strstr(path, files) && !strstr(path, "-shm") && !strstr(path, ".lock");
}

static bool logs(int file) { return file >= 0 && file < DESCRIPTORS && is_logged[file]; }

static int log_file(void) {
    static int file = -1;
    const char *path = getenv("WRITE_LOG");
    if (file < 0 && path) file = NEXT(open64)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    return file;
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

static void append(char operation, const char *path, uint64_t offset, const void *bytes, size_t length) {
    struct head head = {operation, (uint16_t)strlen(path), now(), offset, (uint32_t)length};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)path, head.path_length}, {(void *)bytes, length}};
    // A log that lacks a record would accuse the program of what it has not done.
    if (writev(log_file(), parts, bytes ? 3 : 2) < 0) abort();
}

static int opened(int file, const char *path) {
    if (file < 0 || file >= DESCRIPTORS) return file;
    is_logged[file] = logs_path(path) && strlen(path) < LONGEST_PATH;
    if (!is_logged[file]) return file;
    strcpy(paths[file], path);
    append('O', path, 0, NULL, 0);
    return file;
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

// Does a call and logs what came of it before anybody else's.
#define IN_ORDER(type, call, log)                 \
    ({                                            \
        pthread_mutex_lock(&one_at_a_time);       \
        type result = call;                       \
        log;                                      \
        pthread_mutex_unlock(&one_at_a_time);     \
        result;                                   \
    })

int open(const char *path, int flags, ...) {
    MODE(flags, mode)
    return IN_ORDER(int, opened(NEXT(open)(path, flags, mode), path), );
}

int open64(const char *path, int flags, ...) {
    MODE(flags, mode)
    return IN_ORDER(int, opened(NEXT(open64)(path, flags, mode), path), );
}

int openat(int folder, const char *path, int flags, ...) {
    MODE(flags, mode)
    return IN_ORDER(int, opened(NEXT(openat)(folder, path, flags, mode), path), );
}

int close(int file) {
    if (file >= 0 && file < DESCRIPTORS) is_logged[file] = false;
    return NEXT(close)(file);
}

int unlink(const char *path) {
    if (!logs_path(path)) return NEXT(unlink)(path);
    return IN_ORDER(int, NEXT(unlink)(path), if (result == 0) append('U', path, 0, NULL, 0));
}

static void wrote(int file, const void *bytes, ssize_t count, off64_t offset) {
    if (count > 0) append('W', paths[file], (uint64_t)offset, bytes, (size_t)count);
}

ssize_t write(int file, const void *bytes, size_t count) {
    if (!logs(file)) return NEXT(write)(file, bytes, count);
    return IN_ORDER(ssize_t, NEXT(write)(file, bytes, count),
                    wrote(file, bytes, result, lseek(file, 0, SEEK_CUR) - result));
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
    if (!logs(file)) return NEXT(pwrite)(file, bytes, count, offset);
    return IN_ORDER(ssize_t, NEXT(pwrite)(file, bytes, count, offset), wrote(file, bytes, result, offset));
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    if (!logs(file)) return NEXT(pwrite64)(file, bytes, count, offset);
    return IN_ORDER(ssize_t, NEXT(pwrite64)(file, bytes, count, offset), wrote(file, bytes, result, offset));
}

static void truncated(int file, int result, off64_t length) {
    if (result == 0) append('T', paths[file], (uint64_t)length, NULL, 0);
}

int ftruncate(int file, off_t length) {
    if (!logs(file)) return NEXT(ftruncate)(file, length);
    return IN_ORDER(int, NEXT(ftruncate)(file, length), truncated(file, result, length));
}

int ftruncate64(int file, off64_t length) {
    if (!logs(file)) return NEXT(ftruncate64)(file, length);
    return IN_ORDER(int, NEXT(ftruncate64)(file, length), truncated(file, result, length));
}

static void synced(int file, int result) { append(result == 0 ? 'S' : 'F', paths[file], 0, NULL, 0); }

int fsync(int file) {
    if (!logs(file)) return NEXT(fsync)(file);
    return IN_ORDER(int, NEXT(fsync)(file), synced(file, result));
}

int fdatasync(int file) {
    if (!logs(file)) return NEXT(fdatasync)(file);
    return IN_ORDER(int, NEXT(fdatasync)(file), synced(file, result));
}
