import CModbus
import CTerminal
import Glibc

/// The right to use a serial port: an advisory lock on the device itself, and the terminal's own mark that nobody else may
/// open it.
///
/// The lock is taken on a descriptor of its own before libmodbus touches the line, and is kept while the link is opened
/// again: between two connections nobody else gets the port. A device that is gone is let go: a driver gives an adapter
/// that is plugged in again another name for as long as somebody has the old one open.
final class PortLock {
    private let device: String
    private var descriptor: CInt = -1

    /// - Parameter device: its path, or a link to it.
    init(_ device: String) {
        self.device = device
    }

    deinit {
        release()
    }

    /// Takes the lock, or keeps the one that is held if the path still leads to the same device. What keeps the device
    /// from being opened at all is left to libmodbus to report.
    ///
    /// The descriptor neither reads nor changes the line's settings. As with every first opening of a serial port, the
    /// driver raises DTR and RTS, which libmodbus's own opening would do a moment later; while the lock is held they stay
    /// so, also when the link is opened again.
    func take() throws(OpeningFailure) {
        if descriptor >= 0, isTheDevice {
            _ = ioctl(descriptor, UInt(TIOCNXCL))
            return
        }
        release()
        let opened = open(device, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard opened >= 0 else {
            if errno == EBUSY { throw PortHolder.inUse(device) }
            return
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(opened)
            throw PortHolder.inUse(device)
        }
        descriptor = opened
        // Left behind by a program that was killed: nobody has the lock.
        _ = ioctl(opened, UInt(TIOCNXCL))
    }

    /// Keeps programs out that know nothing of the lock, as far as they do not run as root. For when libmodbus has opened
    /// the device.
    func claim() {
        guard descriptor >= 0 else { return }
        _ = ioctl(descriptor, UInt(TIOCEXCL))
    }

    /// Leaves the port to others.
    func release() {
        guard descriptor >= 0 else { return }
        _ = ioctl(descriptor, UInt(TIOCNXCL))
        Glibc.close(descriptor)
        descriptor = -1
    }

    /// Whether the path still leads to what is locked, and that is still there.
    private var isTheDevice: Bool {
        var (locked, named) = (stat(), stat())
        guard fstat(descriptor, &locked) == 0, stat(device, &named) == 0, locked.st_rdev == named.st_rdev else {
            return false
        }
        var state = pollfd(fd: descriptor, events: 0, revents: 0)
        return poll(&state, 1, 0) == 0 || state.revents & Int16(POLLHUP | POLLERR | POLLNVAL) == 0
    }
}
