// The kernel's word on whether the clock is synchronised: Swift's Glibc module leaves this header out.
#include <sys/stat.h>
#include <sys/timex.h>
#include <sys/xattr.h>
#include <time.h>

// Which module has timespec depends on what else is imported, so that Swift code that names it builds in one
// configuration and not in another.

// Milliseconds of a clock, as clock_gettime(2) has it.
static inline long long clock_milliseconds(clockid_t clock)
{
    struct timespec time = {0, 0};
    clock_gettime(clock, &time);
    return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

// The time of a file's last change in seconds since 1970; -1 where it is not there.
static inline long long file_seconds(const char *path)
{
    struct stat file;
    return stat(path, &file) == 0 ? (long long)file.st_mtim.tv_sec : -1;
}

// Which file a socket's path leads to: device, inode and the nanosecond since 1970 in which it was made. 0 where no socket is there.
static inline int socket_identity(
    const char *path, unsigned long long *device, unsigned long long *inode, long long *made)
{
    struct stat file;
    if (lstat(path, &file) != 0 || !S_ISSOCK(file.st_mode)) return 0;
    *device = file.st_dev;
    *inode = file.st_ino;
    *made = (long long)file.st_mtim.tv_sec * 1000000000 + file.st_mtim.tv_nsec;
    return 1;
}

// The size of a file that is open; -1 where it is no regular file, -2 where that cannot be seen (errno says why).
static inline long long regular_file_size(int descriptor)
{
    struct stat file;
    if (fstat(descriptor, &file) != 0) return -2;
    return S_ISREG(file.st_mode) ? (long long)file.st_size : -1;
}

// Whether others than a file's owner and its group have any right to it; 0 where it is not there.
static inline int is_open_to_others(const char *path)
{
    struct stat file;
    return stat(path, &file) == 0 && (file.st_mode & 07) != 0;
}

// Who owns a file and what its mode allows; 0 where it cannot be seen.
static inline int file_rights(const char *path, unsigned int *user, unsigned int *group, int *mode)
{
    struct stat file;
    if (stat(path, &file) != 0) return 0;
    *user = file.st_uid;
    *group = file.st_gid;
    *mode = (int)file.st_mode;
    return 1;
}

// Whether a file has an access control list, which may give or take rights that its mode does not show.
static inline int has_access_list(const char *path)
{
    return getxattr(path, "system.posix_acl_access", NULL, 0) > 0;
}
