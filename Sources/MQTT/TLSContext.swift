import CMosquitto
import Facilities
import Glibc
import SystemErrors

/// OpenSSL's context for one connection, with a check of the broker's certificate that remembers why it failed.
final class TLSContext {
    let pointer: OpaquePointer
    private let host: String
    /// OpenSSL's error number of the broker's certificate; `X509_V_OK` while nothing is wrong.
    private(set) var problem: CInt = 0

    /// Creates the context and loads the certificates.
    ///
    /// - Throws: `MQTTError.invalid` with the file that cannot be used, and the reason.
    init(_ security: MQTTSettings.Security, host: String) throws(MQTTError) {
        guard let pointer = SSL_CTX_new(TLS_client_method()) else {
            throw .invalid(Text(zh: "TLS：内存不足", en: "TLS: out of memory"))
        }
        self.pointer = pointer
        self.host = host
        _ = mashang_ssl_require_tls12(pointer)
        // OpenSSL would ask for the password of a key at the terminal.
        SSL_CTX_set_default_passwd_cb(pointer) { _, _, _, _ in 0 }
        SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER, nil)
        try load(security)
        let owner = Unmanaged.passUnretained(self).toOpaque()
        _ = mashang_ssl_set_owner(pointer, owner)
        SSL_CTX_set_cert_verify_callback(pointer, verify, owner)
        SSL_CTX_set_info_callback(pointer, nameServer)
    }

    deinit { SSL_CTX_free(pointer) }

    private func load(_ security: MQTTSettings.Security) throws(MQTTError) {
        defer { ERR_clear_error() }
        try Self.mustBeReadable(security.authority)
        guard SSL_CTX_load_verify_file(pointer, security.authority) == 1 else {
            throw .invalid(Self.noCertificate(security.authority))
        }
        if let certificate = security.certificate {
            try Self.mustBeReadable(certificate)
            guard SSL_CTX_use_certificate_chain_file(pointer, certificate) == 1 else {
                throw .invalid(Self.noCertificate(certificate))
            }
        }
        if let key = security.key {
            try Self.mustBeReadable(key)
            guard SSL_CTX_use_PrivateKey_file(pointer, key, SSL_FILETYPE_PEM) == 1 else {
                throw .invalid(
                    Text(
                        zh: "\(key)：里面没有与证书相配、不带密码的 PEM 私钥",
                        en: "\(key): holds no private key in PEM form without a password that fits the certificate"))
            }
        }
    }

    private static func noCertificate(_ file: String) -> Text {
        Text(zh: "\(file)：里面没有 PEM 格式的证书", en: "\(file): holds no certificate in PEM form")
    }

    private static func mustBeReadable(_ path: String) throws(MQTTError) {
        guard let file = fopen(path, "re") else {
            let reason = Text(systemError: errno)
            throw .invalid(Text(zh: "\(path)：\(reason.zh)", en: "\(path): \(reason.en)"))
        }
        fclose(file)
    }

    /// Whether the host of the settings is an address instead of a name.
    private var isAddress: Bool {
        var bytes = in6_addr()
        return inet_pton(AF_INET, host, &bytes) == 1 || inet_pton(AF_INET6, host, &bytes) == 1
    }

    /// Verifies the broker's certificate and its host name; returns 1 where it is valid, 0 otherwise.
    fileprivate func check(_ store: OpaquePointer) -> CInt {
        guard X509_verify_cert(store) == 1 else {
            problem = X509_STORE_CTX_get_error(store)
            return 0
        }
        let certificate = X509_STORE_CTX_get0_cert(store)
        let isForHost =
            X509_check_ip_asc(certificate, host, 0) == 1
            || X509_check_host(certificate, host, 0, UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS), nil) == 1
        guard !isForHost else { return 1 }
        problem = X509_V_ERR_HOSTNAME_MISMATCH
        X509_STORE_CTX_set_error(store, problem)
        return 0
    }

    /// Sets the server name (SNI) by which a broker chooses its certificate: libmosquitto gets a resolved address and would send that.
    fileprivate func name(_ ssl: OpaquePointer) {
        _ = mashang_ssl_set_server_name(ssl, isAddress ? nil : host)
    }
}

// Functions of the file, not closures: they run in OpenSSL on the connection's thread and must not inherit an isolation.

private func verify(_ store: OpaquePointer?, _ owner: UnsafeMutableRawPointer?) -> CInt {
    guard let store, let owner else { return 0 }
    return Unmanaged<TLSContext>.fromOpaque(owner).takeUnretainedValue().check(store)
}

private func nameServer(_ ssl: OpaquePointer?, _ place: CInt, _: CInt) {
    guard place == SSL_CB_HANDSHAKE_START, let ssl, let owner = mashang_ssl_owner(ssl) else { return }
    Unmanaged<TLSContext>.fromOpaque(owner).takeUnretainedValue().name(ssl)
}
