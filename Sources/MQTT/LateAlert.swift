import CMosquitto
import Glibc

/// A second reference to a TLS connection, to read an alert after libmosquitto has closed it.
///
/// With TLS 1.3 a broker checks the client's certificate when the client has already begun to send. If it refuses the certificate, the
/// write fails and libmosquitto closes the connection without reading the alert that says why.
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

    /// Reads the alert from the connection that libmosquitto has closed; nil where there is none.
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
