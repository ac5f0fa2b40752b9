import Glibc
import MQTT
import TestSupport
import Testing

@Suite struct ReconnectPlanTests {
    private let start = ContinuousClock.now
    private let away = Disconnection(.unreachable(ECONNREFUSED))
    private static let loss = Disconnection(.closed, wasConnected: true, lived: .seconds(3600))

    /// Plays an outage in which nobody listens, and returns how long after its return the broker is found.
    private func search(_ length: Duration, _ random: inout SplitMix, try cost: Duration = .zero) -> Duration {
        var plan = ReconnectPlan()
        var now = start
        now += plan.pause(after: Self.loss, at: now, jitter: Double.random(in: 0...1, using: &random))
        while now < start + length {
            now += cost
            now += plan.pause(after: away, at: now, jitter: Double.random(in: 0...1, using: &random))
        }
        return now - (start + length)
    }

    @Test func afterAnOutageOfUpTo90SecondsTheBrokerIsFoundWithinTwo() {
        var random = SplitMix(seed: 1)
        for milliseconds in stride(from: 0, through: 90_000, by: 97) {
            #expect(search(.milliseconds(milliseconds), &random) <= .seconds(1.2))
        }
    }

    @Test func afterThreeMinutesWithinTen() {
        var random = SplitMix(seed: 2)
        for _ in 1...1000 { #expect(search(.seconds(180), &random) <= .seconds(10)) }
    }

    @Test func afterADayWithinAMinute() {
        var random = SplitMix(seed: 3)
        for _ in 1...20 { #expect(search(.seconds(86_400), &random) <= .seconds(60)) }
    }

    @Test func triesAreNeverMoreThanOneIn600Milliseconds() {
        var plan = ReconnectPlan()
        for second in 0..<600 {
            #expect(plan.pause(after: away, at: start + .seconds(second), jitter: 0) >= .milliseconds(600))
        }
    }

    @Test func aFleetDoesNotReturnInOneInstant() {
        var random = SplitMix(seed: 4)
        let found = (1...200).map { _ in search(.seconds(600), &random) / .seconds(1) }
        #expect(found.max()! - found.min()! > 10)
    }

    @Test func connectionsThatEndOverATrialFollowEachOtherSoonAndLeaveTheNextPausesAsTheyWere() {
        var plan = ReconnectPlan()
        let end = Disconnection(.closed, wasConnected: true, lived: .seconds(1))
        #expect(plan.pause(after: end, at: start, jitter: 1) == .seconds(1))
        for _ in 0..<20 { #expect(plan.pause(after: end, at: start, jitter: 1, isTrial: true) == .seconds(1)) }
        #expect(plan.pause(after: end, at: start, jitter: 1) == .seconds(2))
    }

    @Test func afterTheLossOfAConnectionTheNextTryIsWithinASecond() {
        for jitter in [0, 0.5, 1] {
            var plan = ReconnectPlan()
            #expect(plan.pause(after: Self.loss, at: start, jitter: jitter) <= .seconds(1))
            #expect(plan.pause(after: Self.loss, at: start, jitter: jitter) <= .seconds(1))
        }
    }

    @Test(arguments: [
        (Disconnection(.refused(.notAuthorized)), 60), (Disconnection(.refused(.banned)), 60),
        (Disconnection(.tls(.expired)), 60), (Disconnection(.refused(.serverBusy)), 30),
        (Disconnection(.refused(.serverUnavailable)), 30), (Disconnection(.refused(.quotaExceeded)), 30),
        (Disconnection(.refused(.connectionRateExceeded)), 30),
        (Disconnection(.told(.messageRateTooHigh), wasConnected: true, lived: .seconds(5)), 30),
        (Disconnection(.closed, wasConnected: true, lived: .seconds(59.9)), 60),
    ]) func whatIsRefusedIsTriedEverMoreSeldom(end: Disconnection, longest: Int) {
        var plan = ReconnectPlan()
        let pauses = (0..<9).map { plan.pause(after: end, at: start + .seconds($0), jitter: 1) }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 64, 64, 64].map { .seconds(min($0, longest)) })
        #expect(plan.pause(after: end, at: start, jitter: 0) == .seconds(longest) / 2)
    }

    @Test func aConnectionOfAMinuteEndsTheGrowth() {
        var plan = ReconnectPlan()
        let brief = Disconnection(.closed, wasConnected: true, lived: .seconds(1))
        for _ in 1...5 { _ = plan.pause(after: brief, at: start, jitter: 1) }
        let long = Disconnection(.closed, wasConnected: true, lived: .seconds(60))
        #expect(plan.pause(after: long, at: start, jitter: 1) == .seconds(1))
        #expect(plan.pause(after: brief, at: start, jitter: 1) == .seconds(1))
    }

    /// Short connections between outages are explained by the broker's absence.
    @Test(arguments: [Disconnection.Cause.unreachable(ECONNREFUSED), .timedOut, .unknownHost(EAI_NONAME)])
    func aBrokerThatWasAwayEndsTheGrowth(cause: Disconnection.Cause) {
        var plan = ReconnectPlan()
        let brief = Disconnection(.closed, wasConnected: true, lived: .seconds(20))
        for round in 0..<20 {
            let now = start + .seconds(80 * round)
            #expect(plan.pause(after: brief, at: now, jitter: 1) == .seconds(1))
            #expect(plan.pause(after: Disconnection(cause), at: now + .seconds(30), jitter: 1) == .milliseconds(1200))
        }
    }

    @Test func aConnectionThatIsClosedAtOnceIsNoAbsence() {
        var plan = ReconnectPlan()
        let brief = Disconnection(.closed, wasConnected: true, lived: .seconds(1))
        for _ in 1...3 { _ = plan.pause(after: brief, at: start, jitter: 1) }
        _ = plan.pause(after: Disconnection(.closed), at: start, jitter: 1)
        #expect(plan.pause(after: brief, at: start, jitter: 1) == .seconds(8))
    }

    @Test func aSessionThatAnotherTookOverIsLeftToItForHalfAMinute() {
        var plan = ReconnectPlan()
        for lived in [1, 3600] {
            let end = Disconnection(.told(.sessionTakenOver), wasConnected: true, lived: .seconds(lived))
            #expect(plan.pause(after: end, at: start, jitter: 0) == .seconds(30))
            #expect(plan.pause(after: end, at: start, jitter: 1) == .seconds(60))
        }
    }
}
