import CTimex
import Glibc
import NIOCore

/// The identity of a local socket's file, by which its owner recognises it.
struct SocketFile: Hashable {
    let path: String
    private let device: UInt64
    private let inode: UInt64
    /// The time at which it was made, in nanoseconds since 1970. A file system may give the inode of a removed file to the
    /// next one.
    private let made: Int64

    /// Returns the socket that is at a path now; nil if there is none.
    init?(at path: String) {
        var (device, inode): (UInt64, UInt64) = (0, 0)
        var made: Int64 = 0
        guard socket_identity(path, &device, &inode, &made) != 0 else { return nil }
        (self.path, self.device, self.inode, self.made) = (path, device, inode, made)
    }

    /// Whether it is still the file at its path.
    var isThere: Bool { SocketFile(at: path) == self }

    /// Removes it, unless another file is at its path now.
    func remove() {
        if isThere { unlink(path) }
    }

    /// An error: another process accepts connections on the socket.
    struct InUse: Error, CustomStringConvertible {
        var path: String
        var description: String { "another program answers on \(path); is a gateway already running on this journal?" }
    }

    /// Frees a path for a socket: removes the socket of a process that ended without removing it.
    ///
    /// - Throws: `InUse` if a process accepts connections there.
    static func clear(_ path: String) throws {
        guard let file = SocketFile(at: path) else { return }
        guard try !isAnswered(path) else { throw InUse(path: path) }
        file.remove()
    }

    private static func isAnswered(_ path: String) throws -> Bool {
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw IOError(errnoCode: errno, reason: "socket") }
        defer { close(descriptor) }
        guard path.utf8.count <= sockaddr_un.longestName else {
            throw IOError(errnoCode: ENAMETOOLONG, reason: path)
        }
        var address = sockaddr_un(name: path)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if result == 0 { return true }
        switch errno {
        // Other clients wait to be accepted, so a process listens.
        case EAGAIN, EINPROGRESS: return true
        case ECONNREFUSED, ENOENT: return false
        default: throw IOError(errnoCode: errno, reason: "connect \(path)")
        }
    }
}
