import CTimex
import Facilities
import Foundation
import Glibc
import Journal
import NIOCore
import NIOPosix
import Synchronization

extension Machine {
    /// Returns the machine on which this runs.
    ///
    /// - Parameter isService: whether the service of the package will run the gateway, as its user `mashang`. Otherwise, or
    ///   if there is no such user, the present user runs it.
    public static func this(isService: Bool) -> Machine {
        let service = isService ? SystemUser.named("mashang") : nil
        let account = service ?? .current
        return Machine(
            user: account.name, caller: SystemUser.current.name, unit: service.flatMap { _ in UnitFolders.installed() },
            folder: { folder($0, account) }, access: { access($0, $1, account) }, journal: journal, disk: disk,
            port: { port($0, account) }, unresolved: unresolved, listening: listening, runs: answers)
    }

    // MARK: Files

    @Sendable private static func folder(_ path: String, _ account: SystemUser) -> Folder {
        var file = stat()
        guard stat(path, &file) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return .missing }
            return account.isCurrent ? .notWritable(at: path) : .hidden
        }
        guard file.st_mode & S_IFMT == S_IFDIR else { return .noFolder }
        switch account.access(W_OK | X_OK, path) {
        case .granted: return .writable
        case .denied(let place): return .notWritable(at: place)
        case .unknown: return .unknown
        }
    }

    @Sendable private static func access(_ path: String, _ right: Right, _ account: SystemUser) -> Access {
        guard Glibc.access(path, F_OK) == 0 || errno == EACCES else { return .unknown }
        return account.access(right == .read ? R_OK : R_OK | W_OK, path)
    }

    @Sendable private static func journal(_ path: String) -> JournalFile {
        var file = stat()
        guard stat(path, &file) == 0 else { return errno == EACCES ? .hidden : .usable }
        switch file.st_mode & S_IFMT {
        case S_IFDIR:
            return .unusable(
                Text(zh: "日志库 \(path) 是文件夹；请写文件名", en: "the journal \(path) is a folder; name a file in it"))
        case S_IFREG: break
        default:
            return .unusable(Text(zh: "日志库 \(path) 不是文件；请换一个路径", en: "the journal \(path) is no file; name another"))
        }
        guard Glibc.access(path, R_OK) == 0 else { return .hidden }
        switch Journal.obstacle(at: path) {
        case nil: return .usable
        case .corrupt:
            return .unusable(
                Text(
                    zh: "\(path) 不是日志库，或已损坏；网关会把它改名，另建新的：请写另一个路径，或移走这个文件",
                    en:
                        "\(path) is no journal, or damaged; a gateway would rename it and begin a new one: name another path, or "
                        + "move the file away"))
        // The process that holds it at this moment is a gateway, or another reader.
        case .locked, .owned: return .usable
        case let error?: return .unusable(error.text)
        }
    }

    @Sendable private static func disk(_ path: String) -> Int64? {
        var path = path
        var disk = statvfs()
        while statvfs(path, &disk) != 0 {
            guard errno == ENOENT, path.count > 1 else { return nil }
            path = (path as NSString).deletingLastPathComponent
        }
        return Int64(disk.f_blocks) * Int64(disk.f_frsize)
    }

    // MARK: Serial ports

    /// Checks a port without opening it, because that would raise its control lines.
    @Sendable private static func port(_ device: String, _ account: SystemUser) -> Port {
        var file = stat()
        guard stat(device, &file) == 0 else { return .missing }
        guard file.st_mode & S_IFMT == S_IFCHR else { return .noPort }
        if case .denied = account.access(R_OK | W_OK, device) {
            let group = getgrgid(file.st_gid).map { String(cString: $0.pointee.gr_name) }
            return .forbidden(group: file.st_mode & 0o060 == 0o060 ? group : nil)
        }
        return holder(of: file).map { .held(by: $0.name, pid: $0.pid) } ?? .free
    }

    /// Returns a program other than a gateway that has the device open, as far as this user can see.
    private static func holder(of device: stat) -> (name: String, pid: Int)? {
        let processes = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int($0) }
        for process in processes where process != Int(getpid()) {
            let folder = "/proc/\(process)/fd"
            let opened = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).contains { descriptor in
                var file = stat()
                let isThere = stat("\(folder)/\(descriptor)", &file) == 0
                return isThere && file.st_mode & S_IFMT == S_IFCHR && file.st_rdev == device.st_rdev
            }
            guard opened else { continue }
            let text = try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)
            let name = text?.trimmingCharacters(in: .newlines) ?? "?"
            if name != "mashang" { return (name, process) }
        }
        return nil
    }

    // MARK: The network

    /// The time in which name servers must answer for all names together.
    private static let patience = Duration.seconds(3)

    @Sendable private static func unresolved(_ names: Set<String>) async -> Set<String> {
        let answers = AsyncStream<(String, Bool)>.makeStream()
        for name in names {
            // Each name has a thread of its own, because the C library's call cannot be cancelled.
            Thread.detachNewThread {
                var found: UnsafeMutablePointer<addrinfo>?
                let isThere = getaddrinfo(name, nil, nil, &found) == 0
                if let found { freeaddrinfo(found) }
                answers.continuation.yield((name, isThere))
            }
        }
        let timeout = Task {
            try? await Task.sleep(for: patience)
            answers.continuation.finish()
        }
        var (unresolved, waiting) = (names, names)
        for await (name, isThere) in answers.stream {
            waiting.remove(name)
            if isThere { unresolved.remove(name) }
            if waiting.isEmpty { break }
        }
        timeout.cancel()
        return unresolved
    }

    @Sendable private static func listening(_ host: String, _ port: UInt16) async -> Listening {
        do {
            let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1).bind(host: host, port: Int(port)).get()
            try await server.close()
            return .possible
        } catch {
            switch (error as? IOError)?.errnoCode {
            case EADDRINUSE: return .inUse
            case EACCES: return .privileged
            default: return .noAddress
            }
        }
    }

    @Sendable private static func answers(_ path: String) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
