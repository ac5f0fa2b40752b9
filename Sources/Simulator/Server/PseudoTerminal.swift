import CTerminal
import Facilities
import Glibc

/// A terminal pair in raw mode. This side keeps the client's side open too, so that it lives through clients that
/// come and go.
struct PseudoTerminal {
    let descriptor: CInt
    let device: String
    private let client: CInt
    private let link: String?

    /// - Parameter link: a name by which clients find it, for as long as it is there.
    init(link: String? = nil) throws(ServerFailure) {
        // A client that reads nothing must not stop it.
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

    /// Takes away the mark that keeps others out if the client that set it was killed: on a serial port the kernel does so
    /// when its last descriptor is closed, but this terminal always has one open. A client that lives has the lock.
    func forgetDeadClient() {
        var isExclusive: CInt = 0
        guard ioctl(client, Self.getExclusive, &isExclusive) == 0, isExclusive != 0 else { return }
        guard flock(client, LOCK_SH | LOCK_NB) == 0 else { return }
        _ = ioctl(client, UInt(TIOCNXCL))
        flock(client, LOCK_UN)
    }

    /// TIOCGEXCL of ioctl_tty(2), a macro that Swift does not import.
    private static let getExclusive: UInt = 0x8004_5440

    /// A program that has the other side open sees the adapter unplugged.
    func close() {
        if let link { unlink(link) }
        Glibc.close(client)
        Glibc.close(descriptor)
    }
}
