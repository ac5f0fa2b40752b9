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

// The same of <poll.h>. Unlike poll(2) it can wait for less than a millisecond.
int ppoll(struct pollfd *, nfds_t, const struct timespec *, const sigset_t *);

#endif
