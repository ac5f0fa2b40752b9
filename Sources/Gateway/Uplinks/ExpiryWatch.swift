import Facilities
import Foundation
import SiteConfiguration
import Synchronization

/// Watches the certificates of an uplink for those that expire soon. The files are read again once an hour.
final class ExpiryWatch: Sendable {
    private struct Read {
        var expiries: [CertificateExpiry]
        var at: ContinuousClock.Instant
    }

    private let authority: String?
    private let certificate: String?
    private let read = Mutex<Read?>(nil)

    init(_ security: Configuration.Security?) {
        (authority, certificate) = (security?.authority, security?.certificate)
    }

    func warnings(at time: Timestamp, utcOffset: Int) -> [Text] {
        guard authority != nil || certificate != nil else { return [] }
        return expiries(at: .now).compactMap { $0.warning(at: time, utcOffset: utcOffset) }
    }

    private func expiries(at now: ContinuousClock.Instant) -> [CertificateExpiry] {
        read.withLock { read in
            if let read, now - read.at < .seconds(3600) { return read.expiries }
            // A bundle of authorities is useful as long as one of them is valid.
            let authorities = authority.flatMap { try? NamedFile.bytes(of: $0) }.map(PEMCertificate.all)
            let expiries = [authorities.flatMap(CertificateExpiry.last), certificate.flatMap(CertificateExpiry.read)]
                .compactMap(\.self)
            read = Read(expiries: expiries, at: now)
            return expiries
        }
    }
}

extension CertificateExpiry {
    /// Returns the present warning; nil while all are valid for long.
    func warning(at time: Timestamp, utcOffset: Int) -> Text? {
        let day = notAfter.day(utcOffset: utcOffset)
        switch state(at: time) {
        case .valid: return nil
        case .ended:
            return Text(
                zh: "证书 \(subject) 已于 \(day) 过期，请更换", en: "the certificate \(subject) expired on \(day): replace it")
        case .ending(let days):
            return Text(
                zh: "证书 \(subject) 将于 \(day) 过期（还有 \(days) 天），请更换",
                en: "the certificate \(subject) expires on \(day), in \(days) days: replace it")
        }
    }
}
