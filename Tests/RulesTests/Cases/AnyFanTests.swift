import Facilities
import Testing

@testable import Rules

/// Case A6: a duty fan beside a standby fan.
@Suite struct AnyFanTests {
    /// Ten seconds apart, the fans one second after each other; 8316 seconds are 2.31 hours.
    private func events(
        _ fans: [(device: String, reading: Reading)], _ beside: [Reading] = [], until last: Int = 8310
    ) -> [Event] {
        stride(from: 0, through: last, by: 10).flatMap { second in
            fans.enumerated().map { sample(second + $0, of: $1.device, $1.reading) }
                + beside.map { sample(second + fans.count, of: "p", $0) }
        }
    }

    private func current(_ amperes: Double) -> Reading { Reading(.fanCurrent, amperes, .ampere) }
    private func contact(_ value: Double) -> Reading { Reading(.fanState, value, .one) }

    private func hours(_ fans: [(device: String, reading: Reading)]) throws -> Double {
        let rules = facility(AnyPoint.carbon).after(events(fans))
        return try #require(rules.counted("hours", by: "carbon.cycle"))
    }

    @Test func hoursAreCountedWhileAnyFanRuns() throws {
        for fans in [[9.0, 0], [0, 9], [0.51, 0], [9, 9]] {
            #expect(abs(try hours([("a", current(fans[0])), ("b", current(fans[1]))]) - 2.31) < 0.01)
        }
        #expect(abs(try hours([("a", contact(0)), ("b", contact(1)), ("c", contact(0))]) - 2.31) < 0.01)
        #expect(
            abs(try hours([("a", current(9)), ("b", Reading(.fanCurrent, .ampere, bad: .noAnswer))]) - 2.31) < 0.01)
    }

    @Test func noneAreCountedWhileAllStand() throws {
        #expect(try hours([("a", current(0.5)), ("b", current(0))]) == 0)
        #expect(try hours([("a", contact(0)), ("b", contact(0))]) == 0)
    }

    @Test(arguments: [[9.0, 0], [0, 9]]) func aRestartLosesNothingOfThem(fans: [Double]) throws {
        var rules = facility(AnyPoint.carbon)
        for (index, event) in events([("a", current(fans[0])), ("b", current(fans[1]))]).enumerated() {
            if index % 301 == 0 { rules = try rules.restarted() }
            _ = rules.consider(event)
        }
        #expect(abs(try #require(rules.counted("hours", by: "carbon.cycle")) - 2.31) < 0.01)
    }

    @Test(arguments: [[9.0, 0], [0, 9]]) func theBypassIsJudgedWhileAnyFanRuns(fans: [Double]) {
        let all = events(
            [("a", current(fans[0])), ("b", current(fans[1]))], [Reading(.pressureDrop, 10, .pascal)], until: 610)
        let rules = facility(AnyPoint.carbon).after(all)
        #expect(rules.judged(by: "carbon.bypass").map(\.level) == [.red])
        #expect(facility(AnyPoint.carbon).after(all.dropLast(9)).judged(by: "carbon.bypass").isEmpty)
    }

    @Test(arguments: [([9.0, 0], true), ([0, 9], true), ([0, 0], false)])
    func thePurifierMustBeOnWhileAnyFanRuns(fans: [Double], isFinding: Bool) {
        let all = events(
            [("a", current(fans[0])), ("b", current(fans[1]))], [Reading(.purifierState, 0, .one)], until: 310)
        let found = facility(AnyPoint.kitchen).after(all).judged(by: "fume.purifierOff")
        #expect(found.map(\.level) == (isFinding ? [.red] : []))
    }

    /// A machine with two shafts: the one that turns tells.
    @Test(arguments: [[1500.0, 0], [0, 1500]]) func anEngineTurnsWhenAnyShaftDoes(speeds: [Double]) {
        let shafts = zip(["a", "b"], speeds).map { ($0, Reading(.engineSpeed, $1, .rpm)) }
        let all = events(shafts, [Reading(.nox, 1000, .partsPerMillion)], until: 630)
        #expect(facility(AnyPoint.machine).after(all).judged(by: "machinery.nox").map(\.level) == [.yellow])
    }
}
