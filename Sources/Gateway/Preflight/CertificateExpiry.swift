public import Facilities

/// When a certificate ends, and whom it is about.
public struct CertificateExpiry: Hashable, Sendable {
    /// The last moment at which it is valid.
    public var notAfter: Timestamp
    /// `CN=NJ-QH-0001,O=码上`
    public var subject: String

    /// How long before its end a person should be warned.
    public static let notice = Duration.days(30)

    /// Reads the first certificate of a file, which is the one that a client shows; nil if there is none to be read.
    public static func read(_ file: String) -> CertificateExpiry? {
        (try? NamedFile.bytes(of: file)).flatMap { PEMCertificate.all(in: $0).first }.flatMap(CertificateExpiry.init)
    }

    /// The certificate among a file's that ends last: with it at the latest all are of no use.
    static func last(of certificates: [PEMCertificate]) -> CertificateExpiry? {
        certificates.compactMap(CertificateExpiry.init).max { $0.notAfter < $1.notAfter }
    }

    /// How it stands with it.
    public enum State: Hashable, Sendable {
        case valid
        /// It ends within the notice.
        case ending(inDays: Int)
        case ended
    }

    public func state(at now: Timestamp) -> State {
        guard now <= notAfter else { return .ended }
        let rest = notAfter - now
        return rest <= Self.notice ? .ending(inDays: Int(rest / .days(1))) : .valid
    }
}

extension CertificateExpiry {
    /// Nil for a certificate that names no end.
    init?(_ certificate: PEMCertificate) {
        guard let end = certificate.end else { return nil }
        self.init(notAfter: Timestamp(seconds: end), subject: certificate.subject)
    }
}
