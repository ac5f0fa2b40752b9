import CMosquitto
import Glibc

/// The way to an alert that came too late for libmosquitto.
///
/// With TLS 1.3 a broker judges the client's certificate when the client has already begun to send. Then the write fails,
/// libmosquitto closes the connection, and nobody has read why.
final class LateAlert {
    private let ssl: OpaquePointer?
    private let descriptor: CInt

    init(_ client: OpaquePointer) {
        ssl = mosquitto_ssl_get(client).map { OpaquePointer($0) }
        SSL_up_ref(ssl)
        descriptor = dup(mosquitto_socket(client))
    }

    deinit {
        SSL_free(ssl)
        close(descriptor)
    }

    /// Reads what is left in the connection that libmosquitto has closed.
    func read() -> TLSProblem? {
        guard let ssl, descriptor >= 0, let socket = BIO_new_socket(descriptor, BIO_NOCLOSE) else { return nil }
        SSL_set_bio(ssl, socket, socket)
        ERR_clear_error()
        defer { ERR_clear_error() }
        var byte: UInt8 = 0
        SSL_read(ssl, &byte, 1)
        return TLSProblem.isAlertOnCertificate(UInt(ERR_peek_error())) ? .clientCertificateRefused : nil
    }
}
