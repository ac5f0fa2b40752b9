import CMosquitto

extension TLSProblem {
    /// Creates the problem of a certificate by OpenSSL's error number; nil for `X509_V_OK`.
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

    /// Creates the problem from a line of libmosquitto's log, such as
    /// "OpenSSL Error[0]: error:0A00045C:SSL routines::tlsv13 alert certificate required".
    init(words: String) {
        let parts = words.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false)
        if parts.count > 2, let number = UInt(parts[2], radix: 16), Self.isAlertOnCertificate(number) {
            self = .clientCertificateRefused
        } else {
            self = .other(parts.last.map(String.init) ?? words)
        }
    }

    /// Returns whether an error of OpenSSL is an alert of the broker about this client's certificate. The last 23 bits of an error are
    /// its reason: for an alert, 1000 plus the number of the alert.
    static func isAlertOnCertificate(_ error: UInt) -> Bool {
        alertsOnCertificate.contains(Int(error & 0x7F_FFFF) - 1000)
    }

    /// The alerts about a certificate (RFC 8446, section 6.2): bad, unsupported, revoked, expired and unknown certificate, unknown
    /// authority, access denied, certificate required.
    private static let alertsOnCertificate: Set = [42, 43, 44, 45, 46, 48, 49, 116]
}
