public import Glibc

/// The service manager that started the process, if it wants to be told how it goes. sd_notify(3), without its library.
public struct ServiceManager: Sendable {
    /// A path, or a name in the abstract namespace with `@` before it.
    private let socket: String
    /// Half of what the manager waits for a sign of life; nil if it does not wait for one.
    public let sign: Duration?

    /// Nil where nobody asked to be told, or asked in a way that unix(7) does not have.
    ///
    /// - Parameters:
    ///   - environment: `NOTIFY_SOCKET`, and of the watchdog `WATCHDOG_USEC` and `WATCHDOG_PID`.
    ///   - process: the watchdog may be another process's.
    public init?(_ environment: [String: String], process: pid_t = getpid()) {
        guard let socket = environment["NOTIFY_SOCKET"], let first = socket.first, first == "/" || first == "@",
            2...Self.longestName ~= socket.utf8.count
        else { return nil }
        self.socket = socket
        let isMine = environment["WATCHDOG_PID"].map { $0 == "\(process)" } ?? true
        let watchdog = environment["WATCHDOG_USEC"].flatMap(Int64.init).flatMap { 0 < $0 ? $0 : nil }
        sign = isMine ? watchdog.map { .microseconds(max(1000, $0 / 2)) } : nil
    }

    /// What a service says of itself.
    public enum Notice: Hashable, Sendable {
        /// Starting is over, and it works.
        case ready
        /// It works still.
        case alive
        case stopping
        /// For people, in one line.
        case status(String)

        fileprivate var text: String {
            switch self {
            case .ready: "READY=1"
            case .alive: "WATCHDOG=1"
            case .stopping: "STOPPING=1"
            // A line end would begin another assignment.
            case .status(let text): "STATUS=" + String(text.map { $0.isNewline ? " " : $0 })
            }
        }
    }

    /// Sends one datagram with all of it. False when it did not arrive: then the manager is gone, and the service works on.
    @discardableResult public func tell(_ notices: Notice...) -> Bool {
        let descriptor = Glibc.socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let datagram = Array(notices.map(\.text).joined(separator: "\n").utf8)
        var (address, length) = address
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, datagram, datagram.count, CInt(MSG_NOSIGNAL), $0, length)
            }
        } == datagram.count
    }

    private static let longestName = sockaddr_un.longestName

    /// The length says where an abstract name ends, which begins with a zero byte and has none behind it.
    private var address: (sockaddr_un, socklen_t) {
        var address = sockaddr_un(name: socket)
        if socket.first == "@" { address.sun_path.0 = 0 }
        let start = MemoryLayout.offset(of: \sockaddr_un.sun_path) ?? 2
        return (address, socklen_t(start + socket.utf8.count))
    }
}

extension sockaddr_un {
    /// Bytes of a name; the one behind the longest stays zero.
    static let longestName = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    /// - Parameter name: of at most `longestName` bytes.
    init(name: String) {
        self.init()
        sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &sun_path) { $0.copyBytes(from: name.utf8) }
    }
}
