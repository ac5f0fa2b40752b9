import Facilities
import Foundation
import TestSupport
import Testing

@testable import Rules

/// What holds of any values, tried with random ones: the seed of a trial that fails is in its message.
@Suite struct PropertyTests {
    private static let bounded = AnyPoint.all.filter { ![.nox, .dpfPressure].contains($0.quantity) }

    // MARK: Points

    /// With one to four devices whose values wander around the limit, some lost, some at the top of the range: each is over
    /// exactly when it would be alone.
    @Test(arguments: AnyPoint.all, 0..<4 as Range<UInt64>) func eachDeviceIsJudgedAsIfItWereAlone(
        point: AnyPoint, seed: UInt64
    ) {
        var random = SplitMix(seed: seed)
        let devices = ["p1", "p2", "p3", "p4"].prefix(Int(seed) + 1)
        var walks = devices.map { (device: $0, walk: Walk(point, &random)) }
        var together = point.rules(["p1": "", "p2": "", "p3": "", "p4": ""], range: 0...2 * point.limit)
        var alone = devices.map { ($0, point.rules([$0: ""], range: 0...2 * point.limit)) }
        var wasOver = false
        for second in stride(from: 0, through: point.minutes * 240 + 1200, by: 20) {
            for event in point.beside(second) {
                _ = together.consider(event)
                for index in alone.indices { _ = alone[index].1.consider(event) }
            }
            for index in walks.indices {
                let event = sample(second, of: walks[index].device, walks[index].walk.next(&random))
                _ = together.consider(event)
                _ = alone[index].1.consider(event)
                let found = verdicts(together, point)
                let expected = alone.flatMap { verdicts($0.1, point) }
                wasOver = wasOver || !expected.isEmpty
                guard found != expected else { continue }
                Issue.record("seed \(seed), second \(second): \(found), alone \(expected)")
                return
            }
        }
        #expect(wasOver, "seed \(seed) shows nothing")
    }

    /// What a rule found, but for the words, which name a place only where there are several.
    private func verdicts(_ rules: FacilityRules, _ point: AnyPoint) -> [String] {
        rules.judged(by: point.rule).map { "\($0.cause) \($0.level) \($0.since) \($0.figure ?? 0) \($0.bound)" }
            .sorted()
    }

    // MARK: Delays

    private static let delayed = Delayed.all.filter {
        ["carbon.pressure", "carbon.humidity", "fume.purifierOff"].contains($0.rule)
    }

    /// One answer of twenty is lost, at random: the verdict comes with the first answer after the delay, and hardly ever
    /// later than after 1.2 times its length.
    @Test(arguments: delayed, [1, 10]) func lostAnswersHardlyDelayAVerdict(delayed: Delayed, period: Int) throws {
        var random = SplitMix(seed: UInt64(delayed.delay + period))
        let trials = delayed.delay * 50 / period < 5000 ? 50 : 10
        var late = 0
        for trial in 0..<trials {
            let polls = stride(from: 0, through: delayed.delay * 2, by: period).map {
                (second: $0, isLost: Double.random(in: 0..<1, using: &random) < 0.05)
            }
            let answers = polls.filter { !$0.isLost }.map(\.second)
            let begin = try #require(answers.first)
            let end = try #require(answers.first { $0 - begin >= delayed.delay })
            let second = try #require(try delayed.verdict(polls, trial % 2 == 0 ? .badReading : .noSample))
            // Another signal of the same sample may end it where the purifier's is lost.
            #expect(delayed.ofSeveral ? begin + delayed.delay...end ~= second : second == end, "trial \(trial)")
            if Double(second - begin) > 1.2 * Double(delayed.delay) { late += 1 }
        }
        #expect(late * 50 <= trials)
    }

    // MARK: Bounds

    /// Random readings become bounds at the ends of the range, or are missing: what is over with them missing is over with
    /// the bounds too, at every event. Means of so much operation are left to the next test, since a reading that is missing
    /// is no operation, and moves them.
    @Test(arguments: bounded, 0..<3 as Range<UInt64>) func aBoundIsNeverBetterThanNothing(point: AnyPoint, seed: UInt64)
    {
        var random = SplitMix(seed: 100 + seed)
        var walk = Walk(point, &random, faults: false)
        let range = 0...2 * point.limit
        var (bounded, missing) = (point.rules(["p1": ""], range: range), point.rules(["p1": ""], range: range))
        var wasOver = false
        for second in stride(from: 0, through: point.minutes * 240 + 1200, by: 20) {
            let exact = walk.next(&random)
            let replaced = Int.random(in: 0..<4, using: &random) == 0
            let end = Bool.random(using: &random)
            let bound = end ? point.top : point.reading(0, .uncertain(.outOfRange), .atMost)
            for event in point.beside(second) {
                (_, _) = (bounded.consider(event), missing.consider(event))
            }
            _ = bounded.consider(sample(second, of: "p1", replaced ? bound : exact))
            _ = missing.consider(sample(second, of: "p1", replaced ? point.lost : exact))
            wasOver = wasOver || point.isOver(missing)
            guard point.isOver(missing), !point.isOver(bounded) else { continue }
            Issue.record("seed \(seed), second \(second)")
            return
        }
        #expect(wasOver, "seed \(seed) shows nothing")
    }

    /// A finding in force stays so while each interval has a bound in it, whatever the other readings say.
    @Test(arguments: AnyPoint.all, 0..<3 as Range<UInt64>) func aBoundClearsNothingThatIsInForce(
        point: AnyPoint, seed: UInt64
    ) {
        var random = SplitMix(seed: 200 + seed)
        let over = point.events(0...point.minutes, [("p1", point.reading(2 * point.limit))])
        var rules = point.rules(["p1": ""]).after(over)
        #expect(point.isOver(rules))
        let isOfIntervals = point.minutes > 1 && point.quantity != .humidity || point.quantity == .smoke
        let last = 3 * point.minutes * 60 + 1800
        for second in stride(from: point.minutes * 60 + 20, through: last, by: 20) {
            let isBound = !isOfIntervals || second % 60 == 0
            let value = Double.random(in: 0...point.limit / 2, using: &random)
            // A bottom would show that a filter is broken, and says nothing of one that is clogged.
            let bound = isOfIntervals || Bool.random(using: &random) ? Bound.atLeast : .atMost
            let reading = isBound ? point.reading(value, .good, bound) : point.reading(value)
            rules = rules.after(point.beside(second) + [sample(second, of: "p1", reading)])
            guard !point.isOver(rules) else { continue }
            Issue.record("seed \(seed), second \(second), \(reading)")
            return
        }
    }

    // MARK: Qualities

    private static let qualities =
        [Quality.good] + Quality.Reason.allCases.flatMap { [.uncertain($0), .bad($0)] }

    private func badness(_ quality: Quality) -> Int {
        switch quality {
        case .good: 0
        case .uncertain: 1
        case .bad: 2
        }
    }

    @Test func qualitiesAreCombinedInAnyOrderAndNeverImprove() {
        for a in Self.qualities {
            #expect(a.combined(with: a) == a)
            #expect(a.combined(with: .good) == a)
            for b in Self.qualities {
                let both = a.combined(with: b)
                #expect(both == b.combined(with: a))
                #expect([a, b].contains(both))
                #expect(badness(both) == max(badness(a), badness(b)))
                for c in Self.qualities where both.combined(with: c) != a.combined(with: b.combined(with: c)) {
                    Issue.record("\(a) \(b) \(c)")
                }
            }
        }
    }

    // MARK: Restarts

    /// Several devices of each quantity of a kind, with bounds and doubts: a restart before any event changes nothing.
    @Test(arguments: Facility.Kind.allCases.dropLast(), 0..<2 as Range<UInt64>) func aRestartAnywhereChangesNothing(
        kind: Facility.Kind, seed: UInt64
    ) throws {
        var random = SplitMix(seed: 300 + seed)
        let points = AnyPoint.all.filter { $0.settings.kind == kind }
        var walks = points.flatMap { point in (1...3).map { ("p\($0)", Walk(point, &random)) } }
        var (whole, rules) = (facility(points[0].settings), facility(points[0].settings))
        for second in stride(from: 0, through: 5400, by: 60) {
            var events = points[0].beside(second) + points.dropFirst().flatMap { $0.beside(second) }.prefix(2)
            for index in walks.indices {
                let offset = Int.random(in: -30...30, using: &random)
                events.append(sample(second + offset, of: walks[index].0, walks[index].1.next(&random)))
            }
            for event in events + [.tick(start + .seconds(second + 40))] {
                if Int.random(in: 0..<40, using: &random) == 0 { rules = try rules.restarted() }
                let (found, expected) = (rules.consider(event), whole.consider(event))
                guard found != expected else { continue }
                Issue.record("seed \(seed), second \(second): \(found.map(\.kind)), whole \(expected.map(\.kind))")
                return
            }
        }
        #expect(try rules.restarted().status == whole.status)
    }
}

/// Values that wander around a limit, some of which are lost, doubted or at the top of the range.
private struct Walk {
    private let point: AnyPoint
    private let faults: Bool
    private var value: Double

    init(_ point: AnyPoint, _ random: inout SplitMix, faults: Bool = true) {
        self.point = point
        self.faults = faults
        value = point.limit * .random(in: 0.8...1.2, using: &random)
    }

    mutating func next(_ random: inout SplitMix) -> Reading {
        let pull = (point.limit - value) * 0.05
        value = max(0.1 * point.limit, value + pull + point.limit * .random(in: -0.06...0.06, using: &random))
        guard faults else { return point.reading(min(value, 1.9 * point.limit)) }
        return switch Int.random(in: 0..<40, using: &random) {
        case 0: point.lost
        case 1: point.top
        case 2: point.reading(value, .uncertain(.rateOfChange))
        case 3: point.reading(0, .uncertain(.outOfRange), .atMost)
        default: point.reading(min(value, 1.9 * point.limit))
        }
    }
}

extension AnyPoint {
    fileprivate var top: Reading { reading(2 * limit, .uncertain(.outOfRange), .atLeast) }
}
