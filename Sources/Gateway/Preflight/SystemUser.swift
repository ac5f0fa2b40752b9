import CTimex
import Glibc

/// A user of the machine, with the groups that the service adds.
struct SystemUser: Sendable {
    var name: String
    /// Whether this process runs as that user.
    var isCurrent = false

    private let user: uid_t
    private let groups: Set<gid_t>

    init(name: String, user: uid_t, groups: Set<gid_t>) {
        (self.name, self.user, self.groups) = (name, user, groups)
    }

    /// Returns the user with a name; nil if there is none.
    static func named(_ name: String) -> SystemUser? {
        guard let entry = getpwnam(name) else { return nil }
        let (user, group) = (entry.pointee.pw_uid, entry.pointee.pw_gid)
        guard user != geteuid() else { return current }
        // The unit adds this group: SupplementaryGroups=dialout.
        let dialout = getgrnam("dialout").map(\.pointee.gr_gid)
        return SystemUser(
            name: name, user: user, groups: Set([dialout].compactMap(\.self)).union(groups(of: name, group)))
    }

    static var current: SystemUser {
        let entry = getpwuid(geteuid())
        let name = entry.map { String(cString: $0.pointee.pw_name) } ?? "\(geteuid())"
        var user = SystemUser(name: name, user: geteuid(), groups: [])
        user.isCurrent = true
        return user
    }

    private static func groups(of name: String, _ first: gid_t) -> [gid_t] {
        var (groups, count) = ([gid_t](repeating: 0, count: 1024), CInt(1024))
        guard getgrouplist(name, first, &groups, &count) >= 0 else { return [first] }
        return Array(groups.prefix(Int(count)))
    }

    // MARK: Rights

    /// Returns whether the user has some rights to a file, including the right to enter the folders on the way to it.
    /// Owner, group and mode decide. The answer is unknown if an access control list may decide otherwise, or if this
    /// process cannot see the file.
    ///
    /// - Parameter rights: `R_OK`, `W_OK` and `X_OK`, as in access(2).
    func access(_ rights: CInt, _ path: String) -> Machine.Access {
        guard !isCurrent else { return Glibc.access(path, rights) == 0 ? .granted : .denied(at: path) }
        let real = Self.real(path)
        for folder in Self.folders(above: real) {
            let entering = right(X_OK, to: folder)
            if entering != .granted { return entering }
        }
        let own = right(rights, to: real)
        if case .denied = own { return .denied(at: path) }
        return own
    }

    private func right(_ rights: CInt, to path: String) -> Machine.Access {
        var (owner, group, mode): (uid_t, gid_t, CInt) = (0, 0, 0)
        guard file_rights(path, &owner, &group, &mode) != 0 else { return .unknown }
        let granted = user == owner ? mode >> 6 : groups.contains(group) ? mode >> 3 : mode
        if granted & rights == rights { return .granted }
        // An access control list does not change the rights of the owner.
        return user != owner && has_access_list(path) != 0 ? .unknown : .denied(at: path)
    }

    /// Returns the path without symbolic links, as far as this process can follow them.
    private static func real(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// Returns the folders above a path, such as `/` and `/var` for `/var/lib`.
    private static func folders(above path: String) -> [String] {
        let parts = path.split(separator: "/").dropLast()
        return parts.indices.reduce(into: [path.hasPrefix("/") ? "/" : "."]) { folders, index in
            folders.append((path.hasPrefix("/") ? "/" : "") + parts[...index].joined(separator: "/"))
        }
    }
}
