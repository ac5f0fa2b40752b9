import Facilities
import Foundation
import Gateway
import MQTT
import SiteConfiguration
import TestSupport
import Testing

/// What a real mosquitto answers to one connection.
@Suite(.timeLimit(.minutes(5))) struct BrokerTrialTests {
    private let folder = try! TemporaryFolder()

    private func trial(_ mqtt: String) throws -> BrokerTrial {
        let text = "gateway: {id: NJ-1}\nuplinks: [{name: u, mqtt: {\(mqtt)}}]"
        let configuration = try Configuration.read(text, file: "g.yaml", files: .disk)
        return BrokerTrial(try #require(configuration.uplinks.first).mqtt, gateway: "NJ-1")
    }

    @Test(arguments: [
        ("", MQTTVersion.v5, 7), (", version: 5", .v5, 7), (", version: 3.1.1", .v311, BrokerTrial.unlimited),
    ]) func aBrokerThatConnectsNamesItsVersionAndItsLimit(
        setting: String, version: MQTTVersion, window: Int
    ) async throws {
        let broker = try Broker("allow_anonymous true\nmax_inflight_messages 7")
        try await broker.start()
        let answer = try await trial("url: \"mqtt://127.0.0.1:\(broker.port)\"\(setting)").answer()
        guard case .connected(let connection) = answer else { return #expect(Bool(false), "\(answer)") }
        #expect((connection.version, connection.window) == (version, window))
    }

    @Test func aPasswordIsReadFromTheFirstLineOfItsFile() async throws {
        let (passwords, file) = (folder.path + "/users", folder.path + "/pw")
        let made = try await result(of: "mosquitto_passwd", ["-b", "-c", passwords, "n", "secret"])
        try #require(made.status == 0, "\(made.output)")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: passwords)
        let broker = try Broker("password_file \(passwords)")
        try await broker.start()
        let mqtt = "url: \"mqtt://127.0.0.1:\(broker.port)\", username: n, passwordFile: \(file)"
        for (text, isRight) in [("secret", true), ("secret\r\nmore\n", true), ("wrong", false)] {
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            switch try await trial(mqtt).answer() {
            case .connected: #expect(isRight, "\(text)")
            case .failed(let reason):
                #expect(!isRight && reason.en.contains("check username, passwordFile"), "\(reason)")
            }
        }
    }

    @Test func aBrokerThatIsNotThereIsAReason() async throws {
        let answer = try await trial("url: \"mqtt://127.0.0.1:\(freePort())\"").answer()
        guard case .failed(let reason) = answer else { return #expect(Bool(false), "\(answer)") }
        #expect(reason.en.hasPrefix("cannot be reached: nothing there waits for connections on this port"))
    }

    @Test func aBrokerThatHangsIsGivenUpInTime() async throws {
        let broker = try Broker()
        try await broker.start()
        broker.freeze()
        let begin = ContinuousClock.now
        let answer = try await trial("url: \"mqtt://127.0.0.1:\(broker.port)\"").answer(within: .milliseconds(500))
        guard case .failed(let reason) = answer else { return #expect(Bool(false), "\(answer)") }
        #expect(reason.en == "no answer within 500ms")
        #expect(.milliseconds(500) ... .seconds(5) ~= .now - begin)
    }

    @Test func tlsIsVerifiedAgainstTheAuthority() async throws {
        for name in ["own", "other"] {
            let made = try await result(
                of: "openssl",
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "10",
                    "-subj", "/CN=\(name)", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
                    "\(folder.path)/\(name).key", "-out", "\(folder.path)/\(name).crt",
                ])
            try #require(made.status == 0, "\(made.output)")
            // The broker reads it as a user of its own.
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o644], ofItemAtPath: "\(folder.path)/\(name).key")
        }
        let broker = try Broker(
            "allow_anonymous true\ncertfile \(folder.path)/own.crt\nkeyfile \(folder.path)/own.key")
        try await broker.start()
        let url = "url: \"mqtts://127.0.0.1:\(broker.port)\", version: 5"
        let answer = try await trial("\(url), certificateAuthority: \(folder.path)/own.crt").answer()
        guard case .connected = answer else { return #expect(Bool(false), "\(answer)") }
        guard case .failed = try await trial("\(url), certificateAuthority: \(folder.path)/other.crt").answer() else {
            return #expect(Bool(false), "another authority was believed")
        }
    }
}
