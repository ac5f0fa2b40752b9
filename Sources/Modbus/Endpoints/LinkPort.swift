import CModbus
import Glibc

/// The open descriptor of a link: a socket, or the serial port of a handle of libmodbus. It is closed with this.
final class LinkPort {
    let descriptor: CInt
    /// Whether it is a socket.
    var isSocket: Bool { context == nil }
    private let context: OpaquePointer?

    /// Takes over a socket.
    init(socket: CInt) {
        (descriptor, context) = (socket, nil)
    }

    /// Takes over a connected handle of libmodbus, which configures the port again when it is closed.
    init(_ context: OpaquePointer) {
        (descriptor, self.context) = (modbus_get_socket(context), context)
    }

    deinit {
        guard let context else {
            close(descriptor)
            return
        }
        modbus_close(context)
        modbus_free(context)
    }
}
