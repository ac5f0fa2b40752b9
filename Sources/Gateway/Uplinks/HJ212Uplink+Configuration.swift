import Delivery
import Facilities
import HJ212
import Journal
import Logging
import SiteConfiguration
import Uplinks

extension HJ212Uplink {
    /// The time by which the last `QN` of an earlier run may be after what the journal has last: a commit is at most so late.
    private static var lead: Duration { .seconds(10) }

    /// Creates an uplink of the configuration.
    ///
    /// - Throws: `JournalError` if the journal cannot be read.
    init(_ site: GatewayPlatformSite, _ positions: UplinkPositions, logger: Logger) throws {
        let (platform, journal) = (site.platform, site.journal)
        let start = Start(
            name: platform.name, host: platform.host, port: platform.port, edition: platform.edition,
            stations: platform.stations, answers: platform.answers,
            terms: platform.terms(try journal.gatewayRecords(PlatformSetting.kind, limit: 1000)),
            progress: positions.positions[platform.name, default: .init()],
            closed: try journal.aggregateMark()?.before ?? Timestamp(milliseconds: 0),
            lastNumber: try journal.lastTime().map { BeijingTime(milliseconds: ($0 + Self.lead).milliseconds) })
        self.init(
            start, access: { try PlatformAccess(platform) }, site: site, source: journal, logger: logger)
    }
}

extension PlatformAccess {
    /// Reads password and key.
    ///
    /// - Throws: why one of them cannot be used now, without what stands in the file.
    init(_ platform: Configuration.Platform) throws {
        self.init(
            password: try Password.ofPlatform(platform.passwordFile),
            encryption: try platform.encryption.map { try Encryption($0) })
    }
}

extension Password {
    /// Reads what can be `PW`.
    static func ofPlatform(_ file: String) throws(Missing) -> String {
        let password = try read(file)
        guard isOfPlatform(password) else {
            throw Missing(
                text: Text(
                    zh: "passwordFile \(file)：\(platformForm.zh)", en: "passwordFile \(file): \(platformForm.en)"))
        }
        return password
    }

    /// Whether a text can be `PW`.
    static func isOfPlatform(_ text: String) -> Bool {
        1...9 ~= text.utf8.count
            && text.utf8.allSatisfy { 0x21...0x7E ~= $0 && !";,=&".utf8.contains($0) }
    }

    static let platformForm = Text(
        zh: "第一行应为 1 到 9 个字符的 PW，不含 ; , = &",
        en: "the first line is to be a PW of 1 to 9 characters without ; , = &")
}

extension Encryption {
    /// Reads the key.
    fileprivate init(_ cipher: Configuration.Cipher) throws(Password.Missing) {
        let text: String
        do {
            text = Password.first(in: try NamedFile.bytes(of: cipher.keyFile)) ?? ""
        } catch {
            throw Password.Missing(
                text: Text(
                    zh: "keyFile \(cipher.keyFile) \(error.reason.zh)",
                    en: "keyFile \(cipher.keyFile) \(error.reason.en)"))
        }
        guard let key = SM4Key(text: text) else {
            throw Password.Missing(
                text: Text(
                    zh: "keyFile \(cipher.keyFile)：\(SM4Key.form.zh)",
                    en: "keyFile \(cipher.keyFile): \(SM4Key.form.en)"))
        }
        self.init(key: key, form: cipher.form, length: cipher.length)
    }
}

extension SM4Key {
    static let form = Text(
        zh: "第一行应为密钥：16 个字符，或 32 位十六进制数字",
        en: "the first line is to be the key: 16 characters, or 32 hexadecimal digits")
}
