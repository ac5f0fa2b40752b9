import Delivery
import Facilities
import Foundation
import TestSupport
import Testing

/// C4 and C5: a broker that cannot be used from the first start.
@Suite(.timeLimit(.minutes(10))) struct UnreachableBrokerCaseTests {
    enum Cause: CaseIterable {
        case wrongPassword, unknownAuthority, otherHost, expired, nobodyThere, otherVersion

        /// What the reason says.
        var words: (zh: String, en: String) {
            switch self {
            case .wrongPassword: ("请检查 username、passwordFile", "check username, passwordFile")
            case .unknownAuthority: ("不是由 certificateAuthority 签发", "not signed by certificateAuthority")
            case .otherHost: ("属于另一个主机名", "for another host name")
            case .expired: ("证书已过期", "certificate has expired")
            case .nobodyThere: ("连接不上：对方没有在这个端口上等待连接", "cannot be reached: nothing there waits for connections")
            case .otherVersion: ("不支持这个 MQTT 版本", "does not speak this version of MQTT")
            }
        }
    }

    /// What is there instead of the right broker.
    private final class Scene {
        var broker: Broker?
        var scripted: ScriptedBroker?
        let certificates: Certificates?
        let folder = try! TemporaryFolder()
        private(set) var uplink = ""

        init(_ cause: Cause) async throws {
            switch cause {
            case .wrongPassword:
                certificates = nil
                try await protect()
                try "wrong\n".write(toFile: folder.path + "/pw", atomically: true, encoding: .utf8)
                let login = "username: gateway, passwordFile: \(folder.path)/pw"
                uplink = UplinksSite.uplink("bureau", at: broker!.port, mqtt: login)
            case .unknownAuthority, .otherHost, .expired:
                let certificates = try Certificates()
                self.certificates = certificates
                let names = cause == .otherHost ? "DNS:elsewhere" : "IP:127.0.0.1"
                let pair = try certificates.pair("server", for: names, valid: cause == .expired ? .past : .now)
                broker = try Broker(
                    "user root\nallow_anonymous true\ncertfile \(pair.certificate)\nkeyfile \(pair.key)")
                let authority = cause == .unknownAuthority ? try Certificates() : certificates
                try FileManager.default.copyItem(atPath: authority.authority, toPath: folder.path + "/ca.pem")
                uplink = UplinksSite.uplink(
                    "bureau", at: broker!.port, scheme: "mqtts", mqtt: "certificateAuthority: \(folder.path)/ca.pem")
            case .nobodyThere:
                certificates = nil
                uplink = UplinksSite.uplink("bureau", at: freePort())
            case .otherVersion:
                certificates = nil
                var script = ScriptedBroker.Script()
                script.connack = { $0.version == 5 ? .bytes([0x20, 2, 0, 1]) : .code(0) }
                scripted = try ScriptedBroker(script)
                uplink = UplinksSite.uplink("bureau", at: scripted!.port, mqtt: "version: 5")
            }
            try await broker?.start()
        }

        deinit { scripted?.stop() }

        private func protect() async throws {
            let file = folder.path + "/passwords"
            let made = try await result(of: "mosquitto_passwd", ["-c", "-b", file, "gateway", "right"])
            try #require(made.status == 0, "\(made)")
            broker = try Broker("user root\nallow_anonymous false\npassword_file \(file)")
        }
    }

    @Test(arguments: Cause.allCases) func theReasonIsSaidOnceAndMeasuringContinues(_ cause: Cause) async throws {
        let scene = try await Scene(cause)
        let site = try UplinksSite(scene.uplink)
        let gateway = try site.start()
        let report = try await site.report(of: "bureau") { $0.reason != nil }
        #expect(!report.isConnected)
        let reason = try #require(report.reason)
        #expect(reason.zh.contains(cause.words.zh) && reason.en.contains(cause.words.en), "\(reason)")
        #expect(try await site.run("status").output.contains("! \(reason.zh)"))
        // Several tries later.
        await site.measures(50)
        #expect(gateway.lines("Broker ").count == 1, "\(gateway.output)")
        #expect(gateway.lines("Broker not connected").first?.contains(reason.en) == true, "\(gateway.output)")
        #expect(try await site.report(of: "bureau")?.reason == reason)
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
        let kept = try await site.exported().count
        #expect(kept >= site.device.answered - 2)
    }

    /// Visitors have no use for it.
    @Test func onlyWhoIsSignedInReadsOnThePageThatNothingIsPublished() async throws {
        let site = try UplinksSite(UplinksSite.uplink("bureau", at: freePort()))
        let gateway = try site.start()
        _ = try await site.report(of: "bureau") { $0.reason != nil }
        #expect(!(try await gateway.page().contains("bureau")))
        for role in ["operator", "owner", "technician", "inspector"] {
            let cookie = try await gateway.signIn(role, site.run("operator", "add", role, "--role", role).output)
            let page = try await output(of: "curl", ["-s", "-H", "Cookie: \(cookie)", gateway.address()])
            #expect(page.contains("上报 bureau：未连接，"), "\(role) \(page)")
        }
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    /// A broker that speaks 3.1.1 only, where the configuration leaves the version open.
    @Test func aBrokerOfTheOlderVersionIsUsedAndStatusSaysWhatItsAnswersAreWorth() async throws {
        var script = ScriptedBroker.Script()
        script.connack = { $0.version == 5 ? .bytes([0x20, 2, 0, 1]) : .code(0) }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let site = try UplinksSite(UplinksSite.uplink("bureau", at: broker.port))
        let gateway = try site.start()
        let report = try await site.report(of: "bureau") { $0.isConnected && $0.backlog <= 5 }
        #expect(report.version == "3.1.1" && !report.isConfirmed && report.reason == nil, "\(report)")
        #expect(try await site.run("status").output.contains("MQTT 3.1.1（只确认收到，不能确认接受）"))
        #expect(gateway.lines("Broker not connected").count <= 1, "\(gateway.output)")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    /// C5.
    @Test func aPasswordFileThatIsPutThereLaterIsReadWithoutARestart() async throws {
        let folder = try TemporaryFolder()
        let made = try await result(
            of: "mosquitto_passwd", ["-c", "-b", folder.path + "/passwords", "gateway", "right"])
        try #require(made.status == 0, "\(made)")
        let broker = try GatedBroker("user root\npassword_file \(folder.path)/passwords\nallow_anonymous true")
        let witness = try Witness(of: broker)
        defer { witness.stop() }
        try await broker.start(for: witness)
        let file = folder.path + "/pw"
        let login = "username: gateway, passwordFile: \(file)"
        let site = try UplinksSite(UplinksSite.uplink("bureau", at: broker.port, mqtt: login))
        let checked = try await site.run("check")
        #expect(checked.status == 65 && checked.output.contains(file), "\(checked)")
        let gateway = try site.start()
        let report = try await site.report(of: "bureau") { $0.reason != nil }
        #expect(report.reason?.en.contains(file) == true && report.reason?.zh.contains(file) == true, "\(report)")
        await site.measures(30)
        #expect(gateway.lines("Broker not connected").count == 1, "\(gateway.output)")
        try "right\n".write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try await site.report(of: "bureau") { $0.isConnected }.reason == nil)
        try await site.endAndExpectEverything(gateway, of: "bureau", at: witness)
    }
}
