/// Why no TLS connection came about.
public enum TLSProblem: Hashable, Sendable {
    /// The broker's certificate is not signed by the authority of the settings.
    case unknownAuthority
    /// A certificate of the broker, or of its authority, is no longer valid by this machine's clock.
    case expired
    case notYetValid
    /// The broker's certificate is for another host name.
    case otherHost
    /// The broker does not accept the certificate of this client, or misses one.
    case clientCertificateRefused
    /// Anything else, in OpenSSL's words.
    case other(String)
}
