#ifndef MASHANG_CTERMINAL_H
#define MASHANG_CTERMINAL_H

#include <poll.h>
#include <signal.h>
#include <stddef.h>

// <stdlib.h> shows these only under a feature macro that Swift's own import of it does not set.
int posix_openpt(int);
int grantpt(int);
int unlockpt(int);
int ptsname_r(int, char *, size_t);

// The same of <poll.h>.
int ppoll(struct pollfd *, nfds_t, const struct timespec *, const sigset_t *);

// Waits like poll(2), also for less than a millisecond. In C, since Swift sees the members of a timespec only through the module
// that has read <time.h> first, whichever that is.
static inline int mashang_poll(struct pollfd *descriptors, nfds_t count, long long nanoseconds) {
    struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    return ppoll(descriptors, count, &time, NULL);
}

#endif
