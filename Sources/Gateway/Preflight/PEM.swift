import CCrypto

/// A certificate in PEM form in a file.
final class PEMCertificate {
    fileprivate let pointer: OpaquePointer

    fileprivate init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit { X509_free(pointer) }

    /// Reads all certificates of a file, in their order.
    static func all(in bytes: [UInt8]) -> [PEMCertificate] {
        // OpenSSL reports the end of the last one as an error, and stores it for the thread.
        defer { ERR_clear_error() }
        return withInput(bytes) { input in
            var certificates: [PEMCertificate] = []
            while let next = PEM_read_bio_X509(input, nil, nil, nil) { certificates.append(PEMCertificate(next)) }
            return certificates
        }
    }

    /// The last moment at which it is valid, in seconds since 1970; nil if it names none.
    var end: Int64? {
        var time = tm()
        guard let end = X509_get0_notAfter(pointer), ASN1_TIME_to_tm(end, &time) == 1 else { return nil }
        return Int64(timegm(&time))
    }

    /// The subject, such as `CN=broker.example,O=局`.
    var subject: String {
        guard let output = BIO_new(BIO_s_mem()) else { return "" }
        defer { BIO_free(output) }
        X509_NAME_print_ex(output, X509_get_subject_name(pointer), 0, mashang_name_form())
        var text = [UInt8](repeating: 0, count: 1024)
        let count = BIO_read(output, &text, CInt(text.count))
        return String(decoding: text.prefix(max(0, Int(count))), as: UTF8.self)
    }
}

/// A private key in PEM form in a file.
final class PEMKey {
    private let pointer: OpaquePointer

    private init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }

    enum Answer {
        case key(PEMKey)
        /// The key cannot be read without a passphrase.
        case encrypted
        case none
    }

    static func read(_ bytes: [UInt8]) -> Answer {
        defer { ERR_clear_error() }
        var isAsked = false
        let key = withInput(bytes) { input in PEM_read_bio_PrivateKey(input, nil, noPassphrase, &isAsked) }
        return key.map { .key(PEMKey($0)) } ?? (isAsked ? .encrypted : .none)
    }

    func belongs(to certificate: PEMCertificate) -> Bool {
        defer { ERR_clear_error() }
        return X509_check_private_key(certificate.pointer, pointer) == 1
    }
}

/// Notes that OpenSSL has asked for a passphrase, and supplies none.
private func noPassphrase(
    _: UnsafeMutablePointer<CChar>?, _: CInt, _: CInt, _ isAsked: UnsafeMutableRawPointer?
) -> CInt {
    isAsked?.assumingMemoryBound(to: Bool.self).pointee = true
    return -1
}

/// Gives OpenSSL access to bytes as to a file.
private func withInput<Result>(_ bytes: [UInt8], _ body: (OpaquePointer) -> Result) -> Result {
    bytes.withUnsafeBytes { buffer in
        guard let input = BIO_new_mem_buf(buffer.baseAddress, CInt(buffer.count)) else { fatalError("out of memory") }
        defer { BIO_free(input) }
        return body(input)
    }
}
