import Glibc
import Testing

@testable import MQTT

@Suite struct VersionChoiceTests {
    private let start = ContinuousClock.now
    private let refused = Disconnection(.refused(.unsupportedProtocolVersion))
    private let closed = Disconnection(.closed)
    private let connected = Disconnection(.closed, wasConnected: true, lived: .seconds(1))

    @Test func theOlderVersionIsSpokenForADay() {
        var choice = VersionChoice()
        #expect(choice.version(at: start) == .v5)
        #expect(choice.ended(refused, version: .v5, at: start) == true)
        #expect(choice.version(at: start + VersionChoice.day - .milliseconds(1)) == .v311)
        #expect(choice.version(at: start + VersionChoice.day) == .v5)
        #expect(choice.retry == start + VersionChoice.day)
    }

    @Test func afterADayOneClosedConnectionIsEnough() {
        var choice = VersionChoice()
        for count in 1...3 { #expect(choice.ended(closed, version: .v5, at: start) == (count == 3)) }
        #expect(choice.ended(connected, version: .v311, at: start) == false)
        let nextDay = start + VersionChoice.day
        #expect(choice.version(at: nextDay) == .v5)
        #expect(choice.ended(closed, version: .v5, at: nextDay) == true)
        #expect(choice.version(at: nextDay) == .v311)
    }

    @Test func aBrokerThatSpeaksMQTT5AgainIsAskedInIt() {
        var choice = VersionChoice()
        _ = choice.ended(refused, version: .v5, at: start)
        _ = choice.ended(connected, version: .v311, at: start)
        _ = choice.ended(connected, version: .v5, at: start + VersionChoice.day)
        #expect(choice.retry == nil)
        #expect(choice.version(at: start + VersionChoice.day) == .v5)
        #expect(choice.ended(closed, version: .v5, at: start + VersionChoice.day) == false)
    }

    /// A broker that closes connections in either version does so for another reason.
    @Test func whereTheOlderVersionDoesNotHelpEitherItIsMQTT5Again() {
        var choice = VersionChoice()
        for _ in 1...3 { _ = choice.ended(closed, version: .v5, at: start) }
        #expect(choice.version(at: start) == .v311)
        #expect(choice.ended(closed, version: .v311, at: start) == false)
        #expect(choice.version(at: start) == .v5)
    }

    @Test(arguments: [
        Disconnection(.unreachable(ECONNREFUSED)), Disconnection(.timedOut), Disconnection(.refused(.notAuthorized)),
        Disconnection(.closed, wasConnected: true, lived: .zero),
    ]) func onlyConnectionsInARowAreCounted(between: Disconnection) {
        var choice = VersionChoice()
        for _ in 1...10 {
            #expect(choice.ended(closed, version: .v5, at: start) == false)
            #expect(choice.ended(closed, version: .v5, at: start) == false)
            #expect(choice.ended(between, version: .v5, at: start) == false)
        }
    }
}
