import CTimex
import Glibc

/// A user of the machine, with the groups that the service gives it.
struct SystemUser: Sendable {
    var name: String
    var user: uid_t
    var groups: Set<gid_t>
    private var isCurrent: Bool

    /// Nil where there is no such user.
    static func named(_ name: String) -> SystemUser? {
        guard let entry = getpwnam(name) else { return nil }
        // The unit adds it: SupplementaryGroups=dialout.
        let dialout = getgrnam("dialout").map(\.pointee.gr_gid)
        return SystemUser(
            name: name, user: entry.pointee.pw_uid, groups: Set([entry.pointee.pw_gid, dialout].compactMap(\.self)),
            isCurrent: false)
    }

    static var current: SystemUser {
        let entry = getpwuid(geteuid())
        return SystemUser(
            name: entry.map { String(cString: $0.pointee.pw_name) } ?? "\(geteuid())", user: geteuid(), groups: [],
            isCurrent: true)
    }

    /// Whether the user may do that with a file.
    ///
    /// - Parameter rights: `R_OK`, `W_OK` and `X_OK`, as access(2) has them.
    func may(_ rights: CInt, _ path: String, _ file: stat) -> Bool {
        guard !isCurrent else { return access(path, rights) == 0 }
        let mode = CInt(file.st_mode)
        let granted = user == file.st_uid ? mode >> 6 : groups.contains(file.st_gid) ? mode >> 3 : mode
        return granted & rights == rights
    }
}
