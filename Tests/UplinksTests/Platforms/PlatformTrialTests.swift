import Facilities
import HJ212
import Simulator
import TestSupport
import Testing

@testable import Uplinks

/// One connection to a platform that sends nothing.
@Suite(.timeLimit(.minutes(2))) struct PlatformTrialTests {
    @Test func aPlatformThatListensIsReachedAndGetsNothing() async throws {
        let received = PlatformVisit.Received()
        let platform = try await HJ212Platform.start(
            now: { BeijingTime(.noon) }, report: { received.add($0) }, script: { _ in .answer })
        #expect(await PlatformTrial(host: "127.0.0.1", port: platform.port).failure() == nil)
        #expect(received.packets.isEmpty)
        await platform.stop()
    }

    @Test func aPortWhereNobodyListensIsRefused() async {
        let reason = await PlatformTrial(host: "127.0.0.1", port: freePort()).failure()
        #expect(reason?.en.hasPrefix("cannot be reached: nothing there waits for connections on this port") == true)
        #expect(reason?.zh.hasPrefix("连接不上：") == true)
    }

    @Test func aHostWithoutAnAddressIsNamed() async {
        // The name is reserved: no resolver has an address for it, and one that does not answer takes time.
        let reason = await PlatformTrial(host: "platform.invalid", port: 9000).failure(within: .seconds(60))
        #expect(reason?.en == "the host is not found; check host and DNS")
        #expect(reason?.zh == "找不到主机，请检查 host 和 DNS")
    }

    @Test func silenceEndsInTime() async throws {
        let hole = try BlackHole()
        let reason = await PlatformTrial(host: "127.0.0.1", port: hole.port).failure(within: .milliseconds(300))
        #expect(reason == Text(zh: "300ms 内没有连上", en: "no connection within 300ms"))
    }
}
