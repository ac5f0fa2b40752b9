import CMosquitto

extension TLSProblem {
    /// The problem with a certificate, by OpenSSL's number; nil where there is none.
    init?(certificate number: CInt) {
        switch number {
        case X509_V_OK: return nil
        case X509_V_ERR_CERT_HAS_EXPIRED: self = .expired
        case X509_V_ERR_CERT_NOT_YET_VALID: self = .notYetValid
        case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH: self = .otherHost
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_SIGNATURE_FAILURE, X509_V_ERR_CERT_UNTRUSTED:
            self = .unknownAuthority
        default: self = .other(String(cString: X509_verify_cert_error_string(CLong(number))))
        }
    }

    /// The problem that libmosquitto's log names: "OpenSSL Error[0]: error:0A00045C:SSL routines::tlsv13 alert certificate required".
    init(words: String) {
        let parts = words.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false)
        if parts.count > 2, let number = UInt(parts[2], radix: 16), Self.isAlertOnCertificate(number) {
            self = .clientCertificateRefused
        } else {
            self = .other(parts.last.map(String.init) ?? words)
        }
    }

    /// Whether an error of OpenSSL is an alert of the other side about this client's certificate. Its reason is in the last 23 bits:
    /// 1000 and the number of the alert.
    static func isAlertOnCertificate(_ error: UInt) -> Bool {
        alertsOnCertificate.contains(Int(error & 0x7F_FFFF) - 1000)
    }

    /// RFC 8446, section 6.2: bad, unsupported, revoked, expired and unknown certificate, unknown authority, access denied,
    /// certificate required.
    private static let alertsOnCertificate: Set = [42, 43, 44, 45, 46, 48, 49, 116]
}
