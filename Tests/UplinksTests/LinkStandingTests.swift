import Facilities
import Glibc
import MQTT
import Testing

@testable import Uplinks

struct LinkStandingTests {
    private let start = ContinuousClock.now
    private let time = Timestamp(seconds: 1_800_000_000)

    private func end(_ cause: Disconnection.Cause, lived: Duration = .zero) -> Disconnection {
        Disconnection(cause, wasConnected: lived > .zero, lived: lived)
    }

    @Test func sinceIsTheTimeOfTheLastChange() {
        var standing = LinkStanding(address: "a:1", since: time)
        standing.disconnected(end(.timedOut), at: time + .seconds(5), start)
        #expect(standing.since == time && !standing.isConnected)
        standing.connected(at: time + .seconds(10))
        standing.connected(at: time + .seconds(20))
        #expect(standing.since == time + .seconds(10) && standing.isConnected)
        standing.disconnected(end(.closed, lived: .seconds(9)), at: time + .seconds(30), start)
        standing.disconnected(end(.timedOut), at: time + .seconds(40), start)
        #expect(standing.since == time + .seconds(30) && !standing.isConnected)
    }

    @Test func theReasonIsThatOfTheNewestEnd() {
        var standing = LinkStanding(address: "a:1", since: time)
        #expect(standing.reason == nil)
        standing.disconnected(end(.refused(.banned)), at: time, start)
        #expect(standing.reason == ReasonCode.banned.numberedText)
        standing.disconnected(end(.unreachable(EHOSTUNREACH)), at: time, start)
        #expect(standing.reason?.zh.hasPrefix("连接不上") == true)
    }

    @Test func whereTheGatewayLeavesTheReasonIsItsOwn() {
        var standing = LinkStanding(address: "a:1", since: time)
        standing.connected(at: time)
        standing.leaving = .otherGateway
        standing.disconnected(end(.left, lived: .seconds(1)), at: time, start)
        #expect(standing.reason?.zh == "另一台网关用相同的 id 连接，本网关暂时让开")
        standing.connected(at: time)
        #expect(standing.leaving == nil)
        standing.disconnected(end(.closed, lived: .seconds(1)), at: time, start)
        #expect(standing.reason == Disconnection.Cause.closed.text)
    }

    @Test(arguments: [(59, true), (60, false), (61, false)] as [(Int64, Bool)])
    func onlyAShortConnectionThatTheBrokerEndedWasThrownOut(_ seconds: Int64, _ isThrownOut: Bool) {
        var standing = LinkStanding(address: "a:1", since: time)
        standing.disconnected(end(.closed, lived: .seconds(seconds)), at: time, start)
        #expect(standing.lastThrownOut == (isThrownOut ? start : nil))
    }

    @Test func neitherATryNorAnEndOfOurOwnIsAThrowingOut() {
        var standing = LinkStanding(address: "a:1", since: time)
        standing.disconnected(end(.left, lived: .seconds(1)), at: time, start)
        standing.disconnected(end(.refused(.banned)), at: time, start)
        #expect(standing.lastThrownOut == nil)
    }

    @Test func thePauseDoublesUpToAMinuteUntilSomethingIsAcknowledged() {
        var standing = LinkStanding(address: "a:1", since: time)
        let pauses = (1...8).map { _ in standing.patiencePause() }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
        standing.acknowledged()
        #expect(standing.patiencePause() == .seconds(1))
    }
}
