import Glibc

/// The file descriptors that this process may have.
enum Descriptors {
    /// The present limit, which `prlimit` may change while the process runs. If it cannot be read, 1,024 as in the
    /// service's unit file.
    static var most: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        return Int(min(limit.rlim_cur, 1 << 20))
    }
}
