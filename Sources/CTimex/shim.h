// The kernel's word on whether the clock is synchronised: Swift's Glibc module leaves this header out.
#include <sys/timex.h>
