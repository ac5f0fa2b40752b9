import Glibc

/// The descriptors that this process may have.
enum Descriptors {
    /// The limit as it is now: `prlimit` may change it while the process runs. 1,024, the service's, where it cannot be read.
    static var most: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        return Int(min(limit.rlim_cur, 1 << 20))
    }
}
