public import Facilities
public import SiteConfiguration
public import StrictYAML

/// The errors of this machine with the files and buses that a configuration names, each at its place there.
public struct Preflight: Sendable {
    /// The errors that prevent the use of a broker or a platform.
    public internal(set) var errors: [SourceError] = []
    /// The warnings about things that work, but that a person should know.
    public private(set) var warnings: [SourceError] = []

    private let machine: Machine
    private let now: Timestamp
    private let utcOffset: Int

    /// Checks every file that a broker or a platform needs.
    public init(_ configuration: Configuration, on machine: Machine, now: Timestamp) {
        (self.machine, self.now, utcOffset) = (machine, now, configuration.gateway.utcOffset)
        for uplink in configuration.uplinks { look(at: uplink.mqtt, uplink.places) }
        for platform in configuration.platforms { look(at: platform) }
    }

    private mutating func look(at broker: Configuration.Broker, _ places: Configuration.BrokerPlaces) {
        if let path = broker.passwordFile {
            let file = NamedFile(path: path, place: places.passwordFile ?? places.broker)
            look(atPassword: file)
            if broker.security == nil, !broker.host.isEmpty, !broker.isOnThisMachine {
                warnOfPlainText(file.place, broker.host)
            }
        }
        guard let security = broker.security else { return }
        look(atAuthority: NamedFile(path: security.authority, place: places.authority ?? places.broker))
        guard let certificate = security.certificate, let key = security.key else { return }
        look(
            atCertificate: NamedFile(path: certificate, place: places.certificate ?? places.broker),
            key: NamedFile(path: key, place: places.key ?? places.broker))
    }

    private mutating func look(atPassword file: NamedFile) {
        guard let bytes = bytes(of: file) else { return }
        warnOfOthers(file)
        if Password.first(in: bytes) == nil {
            errors.append(
                file.mistake(
                    Text(zh: "第一行是空的，密码应写在第一行", en: "has an empty first line, where the password must stand")))
        }
    }

    private mutating func look(atAuthority file: NamedFile) {
        guard let certificates = certificates(of: file) else { return }
        CertificateExpiry.last(of: certificates).map { look(at: $0, file) }
    }

    private mutating func look(atCertificate file: NamedFile, key: NamedFile) {
        let certificate = certificates(of: file)?.first
        certificate.flatMap(CertificateExpiry.init).map { look(at: $0, file) }
        guard let bytes = bytes(of: key) else { return }
        warnOfOthers(key)
        switch PEMKey.read(bytes) {
        case .none:
            errors.append(
                key.mistake(
                    Text(
                        zh: "里没有 PEM 格式的私钥（以 -----BEGIN PRIVATE KEY----- 开头）",
                        en: "has no private key in PEM form, which begins with -----BEGIN PRIVATE KEY-----")))
        case .encrypted:
            errors.append(
                key.mistake(
                    Text(
                        zh: "是加密的，网关启动时没有人输入口令；请写成不加密的：openssl pkey -in \(key.path) -out NEW",
                        en:
                            "is encrypted, and nobody can enter its passphrase when the gateway starts; write the key without "
                            + "one: openssl pkey -in \(key.path) -out NEW")))
        case .key(let pair):
            guard let certificate, !pair.belongs(to: certificate) else { return }
            errors.append(
                key.mistake(
                    Text(
                        zh: "与 \(file.path) 的证书不是一对；请写一起生成的两个",
                        en: "does not belong to the certificate in \(file.path); name the two that were made together"))
            )
        }
    }

    private mutating func look(at expiry: CertificateExpiry, _ file: NamedFile) {
        let day = expiry.notAfter.day(utcOffset: utcOffset)
        switch expiry.state(at: now) {
        case .valid: return
        case .ended:
            errors.append(
                file.mistake(
                    Text(
                        zh: "里 \(expiry.subject) 的证书已于 \(day) 到期；请换新的",
                        en: "has a certificate of \(expiry.subject) that ended on \(day); put a new one there")))
        case .ending(let days):
            let rest = days == 1 ? "1 day" : "\(days) days"
            warnings.append(
                file.mistake(
                    Text(
                        zh: "里 \(expiry.subject) 的证书 \(days) 天后（\(day)）到期；请换新的",
                        en:
                            "has a certificate of \(expiry.subject) that ends on \(day), in \(rest); put a new one there"
                    )))
        }
    }

    // MARK: Files

    private mutating func certificates(of file: NamedFile) -> [PEMCertificate]? {
        guard let bytes = bytes(of: file) else { return nil }
        let certificates = PEMCertificate.all(in: bytes)
        guard certificates.isEmpty else { return certificates }
        errors.append(
            file.mistake(
                Text(
                    zh: "里没有 PEM 格式的证书（以 -----BEGIN CERTIFICATE----- 开头）；如果是 DER 格式，请转换："
                        + "openssl x509 -inform der -in \(file.path) -out NEW",
                    en:
                        "has no certificate in PEM form, which begins with -----BEGIN CERTIFICATE-----; if it is in DER form, "
                        + "convert it: openssl x509 -inform der -in \(file.path) -out NEW")))
        return nil
    }

    /// Returns the content of a file; nil if it cannot be read, in which case an error was added.
    mutating func bytes(of file: NamedFile) -> [UInt8]? {
        let isOfOther = machine.user != machine.caller && !file.isCredential
        let access = isOfOther ? machine.access(file.path, .read) : .granted
        if case .denied(let place) = access {
            errors.append(file.place.mistake(machine.mayNotRead(file.path, at: place)))
        }
        do {
            return try NamedFile.bytes(of: file.path)
        } catch {
            if error.isForbidden, isOfOther {
                if access == .granted || access == .unknown {
                    warnings.append(file.place.mistake(machine.hidden(file.path)))
                }
            } else if file.isCredential {
                warnings.append(
                    file.mistake(
                        Text(
                            zh: "现在看不到：systemd 只在服务运行时给它看，且只有 root 能看；请把文件放进 /etc/mashang/credentials，再重启服务",
                            en:
                                "cannot be looked at: systemd shows a service's credentials only to root, and while it runs; put "
                                + "the file into /etc/mashang/credentials and restart the service")))
            } else {
                errors.append(file.mistake(error.reason))
            }
            return nil
        }
    }

    mutating func warnOfOthers(_ file: NamedFile) {
        guard file.isOpenToOthers else { return }
        warnings.append(
            file.mistake(
                Text(
                    zh: "是密码文件，本机所有用户都能读：请运行 chmod o= \(file.path)",
                    en: "is a secret that every user of this machine may read: chmod o= \(file.path)")))
    }

    private mutating func warnOfPlainText(_ place: SourcePlace, _ host: String) {
        warnings.append(
            place.mistake(
                Text(
                    zh: "密码不加密地发往 \(host)，路上别人能看到；请用 mqtts://",
                    en: "the password goes to \(host) unencrypted, where others on the way can read it; use mqtts://"))
        )
    }
}

extension Configuration.Broker {
    /// Whether all data that is sent to it stays on this machine.
    fileprivate var isOnThisMachine: Bool {
        host.lowercased() == "localhost" || host == "::1" || host.wholeMatch(of: /127(\.[0-9]{1,3}){3}/) != nil
    }
}
