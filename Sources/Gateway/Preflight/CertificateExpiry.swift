public import Facilities

/// The end of a certificate's validity, and its subject.
public struct CertificateExpiry: Hashable, Sendable {
    /// The last moment at which it is valid.
    public var notAfter: Timestamp
    /// The subject, such as `CN=NJ-QH-0001,O=码上`.
    public var subject: String

    /// The time before the end from which a person should be warned.
    public static let notice = Duration.days(30)

    /// Reads the first certificate of a file, which is the one that a client presents; nil if none can be read.
    public static func read(_ file: String) -> CertificateExpiry? {
        (try? NamedFile.bytes(of: file)).flatMap { PEMCertificate.all(in: $0).first }.flatMap(CertificateExpiry.init)
    }

    /// Returns the certificate that ends last: after it all certificates of the file are useless.
    static func last(of certificates: [PEMCertificate]) -> CertificateExpiry? {
        certificates.compactMap(CertificateExpiry.init).max { $0.notAfter < $1.notAfter }
    }

    /// The state of a certificate.
    public enum State: Hashable, Sendable {
        case valid
        /// The certificate ends within the notice, in this number of days.
        case ending(inDays: Int)
        case ended
    }

    /// Returns the state at a time.
    public func state(at now: Timestamp) -> State {
        guard now <= notAfter else { return .ended }
        let rest = notAfter - now
        return rest <= Self.notice ? .ending(inDays: Int(rest / .days(1))) : .valid
    }
}

extension CertificateExpiry {
    /// Reads the end of a certificate; nil if it names none.
    init?(_ certificate: PEMCertificate) {
        guard let end = certificate.end else { return nil }
        self.init(notAfter: Timestamp(seconds: end), subject: certificate.subject)
    }
}
