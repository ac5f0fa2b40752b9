import Facilities
import Foundation
import Glibc
import MQTT
import SystemErrors
import TestSupport
import Testing

/// Why no TLS connection comes about, with a real broker.
@Suite(.timeLimit(.minutes(10))) struct TLSTests {
    private static let names = "DNS:localhost,IP:127.0.0.1"

    private func broker(_ pair: Certificates.Pair, _ more: String = "") async throws -> Broker {
        let broker = try Broker(
            "certfile \(pair.certificate)\nkeyfile \(pair.key)\nallow_anonymous true\n\(more)")
        try await broker.start()
        return broker
    }

    private func listener(
        _ broker: Broker, _ authority: String, host: String = "127.0.0.1", _ pair: Certificates.Pair? = nil
    ) -> Listener {
        Listener(port: broker.port) {
            $0.host = host
            $0.security = .init(authority: authority, certificate: pair?.certificate, key: pair?.key)
        }
    }

    @Test(arguments: ["127.0.0.1", "localhost"]) func aCertificateForTheHostIsAccepted(host: String) async throws {
        let certificates = try Certificates()
        let broker = try await broker(certificates.pair("server", for: Self.names))
        let listener = listener(broker, certificates.authority, host: host)
        defer { listener.client.stop() }
        #expect(await listener.connected()?.version == .v5)
        try listener.client.subscribe("a")
        try listener.client.publish(MQTTMessage(topic: "a", payload: Array("码".utf8)), token: 1)
        #expect(await listener.received()?.payload == Array("码".utf8))
        let message = MQTTMessage(topic: "a", payload: [UInt8](repeating: 1, count: 200_000))
        try listener.client.publish(message, token: 2)
        #expect(await listener.received()?.payload == message.payload)
    }

    @Test func aCertificateOfAnotherAuthorityIsRefused() async throws {
        let (certificates, others) = (try Certificates(), try Certificates())
        let broker = try await broker(certificates.pair("server", for: Self.names))
        let listener = listener(broker, others.authority)
        defer { listener.client.stop() }
        let end = await listener.disconnected()
        #expect(end == Disconnection(.tls(.unknownAuthority)))
    }

    @Test(arguments: [("127.0.0.1", "DNS:localhost"), ("localhost", "DNS:other,IP:127.0.0.1")])
    func aCertificateForAnotherHostIsRefused(host: String, names: String) async throws {
        let certificates = try Certificates()
        let broker = try await broker(certificates.pair("server", for: names))
        let listener = listener(broker, certificates.authority, host: host)
        defer { listener.client.stop() }
        let end = await listener.disconnected()
        #expect(end == Disconnection(.tls(.otherHost)))
    }

    @Test(arguments: [(Certificates.Validity.past, TLSProblem.expired), (.future, .notYetValid)])
    func aCertificateOfAnotherTimeIsRefused(valid: Certificates.Validity, problem: TLSProblem) async throws {
        let certificates = try Certificates()
        let broker = try await broker(certificates.pair("server", for: Self.names, valid: valid))
        let listener = listener(broker, certificates.authority)
        defer { listener.client.stop() }
        let end = await listener.disconnected()
        #expect(end == Disconnection(.tls(problem)))
    }

    /// With TLS 1.3 the broker refuses after the client's part of the handshake.
    @Test(arguments: ["tlsv1.3", "tlsv1.2"]) func aClientsCertificateOfAnotherAuthorityIsRefusedByTheBroker(
        version: String
    ) async throws {
        let (certificates, others) = (try Certificates(), try Certificates())
        let broker = try await broker(
            certificates.pair("server", for: Self.names),
            "cafile \(certificates.authority)\nrequire_certificate true\ntls_version \(version)")
        let stranger = listener(broker, certificates.authority, try others.pair("client", for: "DNS:client"))
        defer { stranger.client.stop() }
        let end = await stranger.disconnected()
        #expect(end == Disconnection(.tls(.clientCertificateRefused)))
        let known = listener(broker, certificates.authority, try certificates.pair("client", for: "DNS:client"))
        defer { known.client.stop() }
        #expect(await known.connected() != nil)
    }

    @Test func aBrokerThatWantsACertificateRefusesAClientWithout() async throws {
        let certificates = try Certificates()
        let broker = try await broker(
            certificates.pair("server", for: Self.names),
            "cafile \(certificates.authority)\nrequire_certificate true\ntls_version tlsv1.3")
        let listener = listener(broker, certificates.authority)
        defer { listener.client.stop() }
        let end = await listener.disconnected()
        #expect(end == Disconnection(.tls(.clientCertificateRefused)))
    }

    @Test func aBrokerWithoutTLSIsReported() async throws {
        let certificates = try Certificates()
        let broker = try Broker()
        try await broker.start()
        let listener = listener(broker, certificates.authority)
        defer { listener.client.stop() }
        let end = await listener.disconnected()
        #expect(end == Disconnection(.closed))
    }

    @Test func filesThatCannotBeUsedAreNamed() async throws {
        let certificates = try Certificates()
        let pair = try certificates.pair("client", for: "DNS:client")
        let other = try certificates.pair("other", for: "DNS:client")
        let missing = "/does/not/exist.pem"
        let cases: [(MQTTSettings.Security, String)] = [
            (.init(authority: missing), "\(missing): \(Text(systemError: ENOENT).en)"),
            (.init(authority: pair.key), "\(pair.key): holds no certificate in PEM form"),
            (
                .init(authority: certificates.authority, certificate: missing, key: pair.key),
                "\(missing): \(Text(systemError: ENOENT).en)"
            ),
            (
                .init(authority: certificates.authority, certificate: pair.key, key: pair.key),
                "\(pair.key): holds no certificate in PEM form"
            ),
            (
                .init(authority: certificates.authority, certificate: pair.certificate, key: other.key),
                "\(other.key): holds no private key in PEM form without a password that fits the certificate"
            ),
        ]
        for (security, words) in cases {
            let listener = Listener(port: 1) { $0.security = security }
            defer { listener.client.stop() }
            let end = await listener.disconnected()
            guard case .settings(let text)? = end?.cause else {
                Issue.record("\(String(describing: end))")
                continue
            }
            #expect(text.en == words && text.zh.isChinese && !text.en.isChinese, "\(text)")
        }
    }

    @Test func aHandshakeThatNeverEndsIsGivenUpAfterFiveSeconds() async throws {
        let certificates = try Certificates()
        // The kernel accepts for it, and nobody reads.
        let port = freePort()
        let silent = try TestSupport.listener(on: port, backlog: 8)
        defer { close(silent) }
        let start = ContinuousClock.now
        let listener = Listener(port: port) { $0.security = .init(authority: certificates.authority) }
        defer { listener.client.stop() }
        let end = await listener.disconnected()
        #expect(end == Disconnection(.timedOut))
        #expect(.seconds(4.9)...(.seconds(9)) ~= ContinuousClock.now - start)
    }
}
