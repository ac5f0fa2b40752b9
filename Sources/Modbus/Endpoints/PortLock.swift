import CModbus
import CTerminal
import Glibc

/// The exclusive use of a serial port: an advisory lock on the device, and the terminal's exclusive mode (TIOCEXCL).
///
/// The lock is taken on a descriptor of its own before libmodbus opens the port, and is held while the link is closed and opened
/// again, so that no other program gets the port in between. The lock of a device that was unplugged is released: as long as it is
/// open, the driver gives the adapter another name when it is plugged in again.
final class PortLock {
    private let device: String
    private var descriptor: CInt = -1

    /// Creates the lock without taking it.
    ///
    /// - Parameter device: the path of the device, or of a symbolic link to it.
    init(_ device: String) {
        self.device = device
    }

    deinit {
        release()
    }

    /// Takes the lock, or keeps the one that is held if the path still leads to the same device. Other errors of opening the device
    /// are ignored here, since libmodbus will report them.
    ///
    /// The descriptor neither reads nor changes the line's settings. As with every first opening of a serial port, the driver raises
    /// DTR and RTS, which libmodbus would do a moment later; they stay raised while the lock is held.
    ///
    /// - Throws: the holder of the port, if another program or another bus uses it.
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
        // A program that was killed may have left the exclusive mode on; nobody has the lock.
        _ = ioctl(opened, UInt(TIOCNXCL))
    }

    /// Makes the port exclusive, so that programs without a lock cannot open it either, unless they run as root. It must be called
    /// after libmodbus has opened the device.
    func claim() {
        guard descriptor >= 0 else { return }
        _ = ioctl(descriptor, UInt(TIOCEXCL))
    }

    /// Releases the port for other programs.
    func release() {
        guard descriptor >= 0 else { return }
        _ = ioctl(descriptor, UInt(TIOCNXCL))
        Glibc.close(descriptor)
        descriptor = -1
    }

    /// Whether the path still leads to the locked device, and the device is still plugged in.
    private var isTheDevice: Bool {
        var (locked, named) = (stat(), stat())
        guard fstat(descriptor, &locked) == 0, stat(device, &named) == 0, locked.st_rdev == named.st_rdev else {
            return false
        }
        var state = pollfd(fd: descriptor, events: 0, revents: 0)
        return poll(&state, 1, 0) == 0 || state.revents & Int16(POLLHUP | POLLERR | POLLNVAL) == 0
    }
}
