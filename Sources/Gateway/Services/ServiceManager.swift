public import Glibc

/// The service manager that started the process, if it wants notices. This implements sd_notify(3) without its library.
public struct ServiceManager: Sendable {
    /// The socket: a path, or a name in the abstract namespace that begins with `@`.
    private let socket: String
    /// Half of the time in which the manager expects a sign of life; nil if it expects none.
    public let sign: Duration?

    /// Reads the environment. Nil if no notices are wanted, or the address is not one of unix(7).
    ///
    /// - Parameters:
    ///   - environment: `NOTIFY_SOCKET`, and `WATCHDOG_USEC` and `WATCHDOG_PID` for the watchdog.
    ///   - process: the id of this process, because the watchdog may be for another one.
    public init?(_ environment: [String: String], process: pid_t = getpid()) {
        guard let socket = environment["NOTIFY_SOCKET"], let first = socket.first, first == "/" || first == "@",
            2...Self.longestName ~= socket.utf8.count
        else { return nil }
        self.socket = socket
        let isMine = environment["WATCHDOG_PID"].map { $0 == "\(process)" } ?? true
        let watchdog = environment["WATCHDOG_USEC"].flatMap(Int64.init).flatMap { 0 < $0 ? $0 : nil }
        sign = isMine ? watchdog.map { .microseconds(max(1000, $0 / 2)) } : nil
    }

    /// A notice of a service about itself.
    public enum Notice: Hashable, Sendable {
        /// The start is complete, and the service works.
        case ready
        /// The service still works.
        case alive
        case stopping
        /// A text for people, in one line.
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

    /// Sends one datagram with all notices. Returns false if it did not arrive: the manager is gone then, and the service
    /// continues.
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

    /// The address and its length. The length marks the end of an abstract name, which begins with a zero byte and has none
    /// at its end.
    private var address: (sockaddr_un, socklen_t) {
        var address = sockaddr_un(name: socket)
        if socket.first == "@" { address.sun_path.0 = 0 }
        let start = MemoryLayout.offset(of: \sockaddr_un.sun_path) ?? 2
        return (address, socklen_t(start + socket.utf8.count))
    }
}

extension sockaddr_un {
    /// The longest name in bytes. The byte after the longest one stays zero.
    static let longestName = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    /// Creates an address.
    ///
    /// - Parameter name: a name of at most `longestName` bytes.
    init(name: String) {
        self.init()
        sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &sun_path) { $0.copyBytes(from: name.utf8) }
    }
}
