import Facilities
import Foundation
import SiteConfiguration
import StrictYAML
import TestSupport
import Testing

@testable import Gateway

/// What `check` finds out about the files that a broker needs.
@Suite(.timeLimit(.minutes(5))) struct PreflightTests {
    private let folder = try! TemporaryFolder()

    private func path(_ name: String) -> String { folder.path + "/" + name }

    private func write(_ text: String, to name: String, mode: Int = 0o640) throws {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
    }

    /// Makes a certificate that signs itself, and its key, for so many days.
    private func makePair(_ name: String, days: Int = 100) async throws {
        let made = try await result(
            of: "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "\(days)",
                "-utf8", "-subj", "/CN=网关 \(name)", "-keyout", path(name + ".key"), "-out", path(name + ".crt"),
            ])
        try #require(made.status == 0, "\(made.output)")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path(name + ".key"))
    }

    private func look(
        _ mqtt: String, on machine: Machine = .this(isService: false), after time: Duration = .zero
    ) throws -> (errors: [String], warnings: [String]) {
        let text = """
            gateway: {id: NJ-1}
            uplinks:
              - name: u
                mqtt:
            \(mqtt.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n"))
            """
        let configuration = try Configuration.read(text, file: "g.yaml", files: .disk)
        let preflight = Preflight(configuration, on: machine, now: .now + time)
        return (preflight.errors.map(\.description), preflight.warnings.map(\.description))
    }

    // MARK: Passwords

    @Test func aPasswordThatCanBeReadIsRight() throws {
        try write("secret\n", to: "pw")
        let found = try look("url: mqtts://b\npasswordFile: \(path("pw"))")
        #expect(found.errors.isEmpty && found.warnings.isEmpty, "\(found)")
    }

    /// C5.
    @Test func aPasswordFileThatIsNotThereIsAnErrorAtItsPlace() throws {
        let found = try look("url: mqtts://b\npasswordFile: \(path("pw"))")
        #expect(found.errors == ["g.yaml:6:21: \(path("pw")) is not there; put it there, or correct the path"])
    }

    @Test(arguments: [
        ("", "is empty; write into it what belongs there"),
        ("\n", "has an empty first line, where the password must stand"),
        ("\nsecret\n", "has an empty first line, where the password must stand"),
    ]) func aFileWithoutAPasswordIsAnError(text: String, message: String) throws {
        try write(text, to: "pw")
        let found = try look("url: mqtts://b\npasswordFile: \(path("pw"))")
        #expect(found.errors == ["g.yaml:6:21: \(path("pw")) \(message)"])
    }

    @Test func aFolderIsNoPasswordFile() throws {
        let found = try look("url: mqtts://b\npasswordFile: \(folder.path)")
        #expect(found.errors == ["g.yaml:6:21: \(folder.path) is no file; name the file itself"])
    }

    @Test func whatOnlyTheServiceSeesIsNoError() throws {
        let file = "/run/credentials/mashang.service/nothing-here"
        let found = try look("url: mqtts://b\npasswordFile: \(file)")
        #expect(found.errors.isEmpty)
        #expect(found.warnings.first?.hasPrefix("g.yaml:6:21: \(file) cannot be looked at: systemd") == true)
    }

    /// The technician may read it, and the service may not.
    @Test func aSecretThatTheServiceMayNotReadIsAnErrorAboutItsUser() throws {
        try write("\n", to: "pw")
        let found = try look("url: mqtts://b\npasswordFile: \(path("pw"))", on: .made(denied: [path("pw")]))
        #expect(found.errors.count == 2 && found.warnings.isEmpty, "\(found)")
        #expect(
            found.errors.first?.hasPrefix("g.yaml:6:21: the user mashang may not read \(path("pw")): sudo chgrp")
                == true)
        #expect(found.errors.last?.contains("has an empty first line") == true)
    }

    @Test(arguments: [(0o640, false), (0o660, false), (0o644, true), (0o641, true), (0o602, true)])
    func aSecretThatOthersMayReadIsAWarningWithTheRemedy(mode: Int, isOpen: Bool) throws {
        try write("secret", to: "pw", mode: mode)
        let found = try look("url: mqtts://b\npasswordFile: \(path("pw"))")
        #expect(found.errors.isEmpty)
        let message = "is a secret that every user of this machine may read: chmod o= \(path("pw"))"
        #expect(found.warnings == (isOpen ? ["g.yaml:6:21: \(path("pw")) \(message)"] : []))
    }

    @Test(arguments: [
        ("mqtt://b", true), ("mqtt://127.0.0.1", false), ("\"mqtt://[::1]:1883\"", false), ("mqtt://localhost", false),
        ("mqtts://b", false), ("mqtt://127.example", true),
    ]) func aPasswordInPlainTextIsAWarningUnlessItStaysHere(url: String, warns: Bool) throws {
        try write("secret", to: "pw")
        let found = try look("url: \(url)\npasswordFile: \(path("pw"))")
        #expect(found.errors.isEmpty)
        #expect(found.warnings.map { $0.contains("unencrypted") } == (warns ? [true] : []), "\(found)")
    }

    // MARK: Certificates

    private func pair(_ certificate: String, _ key: String, authority: String) -> String {
        """
        url: mqtts://b
        certificateAuthority: \(path(authority))
        clientCertificate: \(path(certificate))
        clientKey: \(path(key))
        """
    }

    @Test func aPairThatBelongsTogetherIsRight() async throws {
        try await makePair("a")
        let found = try look(pair("a.crt", "a.key", authority: "a.crt"))
        #expect(found.errors.isEmpty && found.warnings.isEmpty, "\(found)")
    }

    @Test func aKeyOfAnotherCertificateIsAnErrorAtTheKey() async throws {
        try await makePair("a")
        try await makePair("b")
        let found = try look(pair("a.crt", "b.key", authority: "b.crt"))
        let message = "does not belong to the certificate in \(path("a.crt")); name the two that were made together"
        #expect(found.errors == ["g.yaml:8:18: \(path("b.key")) \(message)"])
    }

    @Test func whatIsNoPEMIsAnErrorForEach() async throws {
        try write("no certificate", to: "x")
        let found = try look(pair("x", "x", authority: "x"))
        #expect(found.errors.map { $0.prefix(12) } == ["g.yaml:6:29:", "g.yaml:7:26:", "g.yaml:8:18:"], "\(found)")
        #expect(found.errors.map { $0.contains("-----BEGIN ") } == [true, true, true], "\(found)")
    }

    @Test func whatIsNotThereIsAnErrorForEach() throws {
        let found = try look(pair("c", "k", authority: "a"))
        #expect(found.errors.count == 3 && found.errors.allSatisfy { $0.contains(" is not there; ") }, "\(found)")
    }

    @Test func aKeyUnderAPassphraseIsAnErrorWithTheRemedy() async throws {
        try await makePair("a")
        let arguments = ["pkey", "-in", path("a.key"), "-aes256", "-passout", "pass:word", "-out", path("b.key")]
        let made = try await result(of: "openssl", arguments)
        try #require(made.status == 0, "\(made.output)")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path("b.key"))
        let found = try look(pair("a.crt", "b.key", authority: "a.crt"))
        #expect(found.errors.count == 1 && found.warnings.isEmpty, "\(found)")
        #expect(found.errors.first?.contains("is encrypted, and nobody can enter its passphrase") == true)
        #expect(found.errors.first?.hasSuffix("openssl pkey -in \(path("b.key")) -out NEW") == true)
    }

    // MARK: Their end

    @Test func theEndOfACertificateIsReadWithItsSubject() async throws {
        try await makePair("a", days: 40)
        let expiry = try #require(CertificateExpiry.read(path("a.crt")))
        #expect(expiry.subject == "CN=网关 a")
        let rest = expiry.notAfter - .now
        #expect(.days(40) - .minutes(5) ... .days(40) ~= rest)
        #expect(CertificateExpiry.read(path("a.key")) == nil)
        #expect(CertificateExpiry.read(path("nothing")) == nil)
    }

    @Test func itIsValidToItsLastMomentAndWarnsThirtyDaysBefore() throws {
        let end = try #require(Timestamp("2026-12-31T12:00:00Z"))
        let expiry = CertificateExpiry(notAfter: end, subject: "CN=x")
        #expect(expiry.state(at: end + .seconds(1)) == .ended)
        #expect(expiry.state(at: end) == .ending(inDays: 0))
        #expect(expiry.state(at: end - .days(30)) == .ending(inDays: 30))
        #expect(expiry.state(at: end - .days(30) - .seconds(1)) == .valid)
    }

    @Test func whatHasEndedIsAnErrorAndWhatEndsSoonAWarning() async throws {
        try await makePair("a", days: 100)
        try await makePair("old", days: 50)
        let mqtt = pair("a.crt", "a.key", authority: "old.crt")
        #expect(try look(mqtt, after: .days(19)).warnings.isEmpty)
        let soon = try look(mqtt, after: .days(40))
        #expect(soon.errors.isEmpty && soon.warnings.count == 1, "\(soon)")
        #expect(
            soon.warnings.first?.hasPrefix("g.yaml:6:29: \(path("old.crt")) has a certificate of CN=网关 old") == true)
        #expect(soon.warnings.first?.contains(", in 9 days; ") == true, "\(soon)")
        let late = try look(mqtt, after: .days(51))
        #expect(late.errors.count == 1 && late.warnings.isEmpty, "\(late)")
        #expect(late.errors.first?.contains(" that ended on ") == true, "\(late)")
        #expect(try look(mqtt, after: .days(101)).errors.count == 2)
    }

    /// A bundle has certificates that have ended beside those that are in use.
    @Test func anAuthorityIsOfUseAsLongAsOneOfItsCertificatesIs() async throws {
        try await makePair("a", days: 100)
        try await makePair("old", days: 50)
        let both = try ["old.crt", "a.crt"].map { try String(contentsOfFile: path($0), encoding: .utf8) }.joined()
        try write(both, to: "bundle")
        let found = try look("url: mqtts://b\ncertificateAuthority: \(path("bundle"))", after: .days(60))
        #expect(found.errors.isEmpty && found.warnings.isEmpty, "\(found)")
    }
}
