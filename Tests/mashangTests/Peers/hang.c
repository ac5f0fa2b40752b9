// Put before a program by LD_PRELOAD: lets it hang in a call for as long as $HANG_FOLDER has a file of the call's name.
// pwrite64 is how SQLite writes, as to a disk that does not answer; ppoll is how a bus waits.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void hang(const char *call) {
    const char *folder = getenv("HANG_FOLDER");
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder ? folder : "", call);
    while (access(path, F_OK) == 0) usleep(10000);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    ssize_t (*next)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
    hang("pwrite64");
    return next(file, bytes, count, offset);
}

int ppoll(struct pollfd *files, nfds_t count, const struct timespec *time, const sigset_t *signals) {
    int (*next)(struct pollfd *, nfds_t, const struct timespec *, const sigset_t *) = dlsym(RTLD_NEXT, "ppoll");
    hang("ppoll");
    return next(files, count, time, signals);
}
