/// The reason why a TLS connection could not be established.
public enum TLSProblem: Hashable, Sendable {
    /// The broker's certificate is not signed by the authority of the settings.
    case unknownAuthority
    /// The certificate of the broker or of its authority has expired, by this machine's clock.
    case expired
    /// The certificate of the broker or of its authority is not valid yet, by this machine's clock.
    case notYetValid
    /// The broker's certificate is for another host name.
    case otherHost
    /// The broker does not accept the certificate of this client, or requires one.
    case clientCertificateRefused
    /// Any other problem, in the words of OpenSSL.
    case other(String)
}
