#ifndef MASHANG_CTERMINAL_H
#define MASHANG_CTERMINAL_H

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <sys/eventfd.h>

// <stdlib.h> shows these only under a feature macro that Swift's own import of it does not set.
int posix_openpt(int);
int grantpt(int);
int unlockpt(int);
int ptsname_r(int, char *, size_t);

// The same of <pthread.h> and <poll.h>.
int pthread_setname_np(pthread_t, const char *);
int ppoll(struct pollfd *, nfds_t, const struct timespec *, const sigset_t *);

// Waits like poll(2), also for less than a millisecond; a negative time has no end. In C, since Swift sees the members of a timespec only through the module
// that has read <time.h> first, whichever that is.
static inline int mashang_poll(struct pollfd *descriptors, nfds_t count, long long nanoseconds) {
    struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    return ppoll(descriptors, count, nanoseconds < 0 ? NULL : &time, NULL);
}

// The constants of eventfd are an enum and macros of the same names, of which Swift imports neither.
static inline int mashang_wake_descriptor(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

#endif
