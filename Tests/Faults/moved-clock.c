// A wall clock that is wrong, for a program that was started with this library in LD_PRELOAD.
//
// MOVED_CLOCK_FILE names a file with one number: by how many seconds CLOCK_REALTIME is moved, forward, or back where it
// is negative; a fraction is allowed. It is read at each call, so that the clock steps when the file changes; write it by
// a rename, so that no half a number is read. No file, or one that begins with no number, moves nothing.
//
// CLOCK_MONOTONIC, CLOCK_BOOTTIME and timers are as ever, and so is CLOCK_TAI. A wait until a moment of CLOCK_REALTIME
// lasts as long as it would without the move.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define NEXT(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

static const int64_t billion = 1000000000;

// In nanoseconds. System calls, since another library may stand before open and read.
static int64_t move(void) {
    const char *path = getenv("MOVED_CLOCK_FILE");
    if (!path) return 0;
    int kept = errno;
    int file = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
    char text[64] = "";
    if (file >= 0) {
        ssize_t length = syscall(SYS_read, file, text, sizeof text - 1);
        text[length > 0 ? length : 0] = 0;
        syscall(SYS_close, file);
    }
    double seconds = strtod(text, NULL);
    errno = kept;
    return (int64_t)(seconds * 1e9);
}

static struct timespec moved(struct timespec time, int64_t by) {
    int64_t sum = (int64_t)time.tv_sec * billion + time.tv_nsec + by;
    int64_t rest = (sum % billion + billion) % billion;
    return (struct timespec){.tv_sec = (sum - rest) / billion, .tv_nsec = rest};
}

static struct timespec now(void) {
    struct timespec time;
    NEXT(clock_gettime)(CLOCK_REALTIME, &time);
    return moved(time, move());
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = NEXT(clock_gettime)(clock, time);
    bool is_wall = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
    if (result == 0 && is_wall) *time = moved(*time, move());
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    int result = NEXT(gettimeofday)(time, zone);
    if (result != 0) return result;
    struct timespec here = now();
    *time = (struct timeval){.tv_sec = here.tv_sec, .tv_usec = here.tv_nsec / 1000};
    return 0;
}

time_t time(time_t *result) {
    time_t seconds = now().tv_sec;
    if (result) *result = seconds;
    return seconds;
}

// Dispatch waits so.
int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict until) {
    struct timespec there = moved(*until, -move());
    return NEXT(sem_timedwait)(semaphore, &there);
}

// Foundation and NIO wait so. glibc keeps in this bit whether the condition waits by CLOCK_MONOTONIC.
int pthread_cond_timedwait(
    pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex, const struct timespec *restrict until) {
    bool is_monotonic = condition->__data.__wrefs & 2;
    struct timespec there = is_monotonic ? *until : moved(*until, -move());
    return NEXT(pthread_cond_timedwait)(condition, mutex, &there);
}
