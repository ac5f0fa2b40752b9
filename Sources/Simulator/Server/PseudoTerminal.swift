import CTerminal
import Facilities
import Glibc

/// A pair of terminals in raw mode. This side keeps the client's side open too, so that the terminal survives clients
/// that open and close it.
struct PseudoTerminal {
    let descriptor: CInt
    let device: String
    private let client: CInt
    private let link: String?

    /// Opens a terminal.
    ///
    /// - Parameter link: a path by which clients find it, for as long as it exists.
    init(link: String? = nil) throws(ServerFailure) {
        // Non-blocking, because a client that reads nothing must not stop the server.
        descriptor = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        var name = [CChar](repeating: 0, count: 128)
        guard descriptor >= 0, grantpt(descriptor) == 0, unlockpt(descriptor) == 0,
            ptsname_r(descriptor, &name, name.count) == 0
        else { throw ServerFailure(Text(zh: "无法创建伪终端", en: "cannot make a pseudo terminal")) }
        device = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        client = open(device, O_RDWR | O_NOCTTY | O_CLOEXEC)
        self.link = link
        var settings = termios()
        guard client >= 0, tcgetattr(client, &settings) == 0 else {
            throw ServerFailure(Text(zh: "无法打开 \(device)", en: "cannot open \(device)"))
        }
        cfmakeraw(&settings)
        tcsetattr(client, TCSANOW, &settings)
        guard let link else { return }
        unlink(link)
        guard symlink(device, link) == 0 else {
            let failure = ServerFailure(Text(zh: "无法创建链接 \(link)", en: "cannot make the link \(link)"))
            close()
            throw failure
        }
    }

    /// Removes the exclusive mark of a client that was killed. On a serial port the kernel does so when its last
    /// descriptor is closed, but this terminal always has one open. A running client has the lock and is not affected.
    func forgetDeadClient() {
        var isExclusive: CInt = 0
        guard ioctl(client, Self.getExclusive, &isExclusive) == 0, isExclusive != 0 else { return }
        guard flock(client, LOCK_SH | LOCK_NB) == 0 else { return }
        _ = ioctl(client, UInt(TIOCNXCL))
        flock(client, LOCK_UN)
    }

    /// TIOCGEXCL of ioctl_tty(2), a macro that Swift does not import.
    private static let getExclusive: UInt = 0x8004_5440

    /// Closes the terminal. A program that has the other side open sees the adapter unplugged.
    func close() {
        if let link { unlink(link) }
        Glibc.close(client)
        Glibc.close(descriptor)
    }
}
