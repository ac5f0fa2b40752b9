import Facilities
import Testing

@testable import Gateway

/// Serves a schedule as a bus would, in nominal time: each request takes what the closure says, nil for its whole cost.
private struct Line {
    var schedule: PollSchedule
    var time = Duration.zero
    /// By turn: when it was asked, and how many of its turns were missed.
    var asked: [[Duration]]
    var skipped: [Int]

    init(_ turns: [PollSchedule.Turn]) {
        schedule = PollSchedule(turns, devices: turns.count)
        asked = turns.map { _ in [] }
        skipped = turns.map { _ in 0 }
    }

    mutating func run(until end: Duration, _ answer: (_ turn: Int, _ time: Duration) -> Duration?) {
        while time < end, let step = schedule.step(at: time) {
            switch step {
            case .wait(let next): time = next
            case .ask(let turns): ask(turns[0], answer(turns[0], time))
            }
        }
    }

    private mutating func ask(_ turn: Int, _ duration: Duration?) {
        let start = time
        skipped[turn] += max(0, schedule.asked(turn, at: start) - 1)
        asked[turn].append(start)
        time += duration ?? schedule.turns[turn].cost
        guard duration == nil else {
            _ = schedule.answered(turn)
            return schedule.finished(turn)
        }
        for (turn, count) in schedule.failed(turn, asked: start, at: time, rest: .zero).dropped {
            skipped[turn] += count
        }
    }
}

private func turns(_ count: Int, every period: Duration, cost: Duration = .milliseconds(500)) -> [PollSchedule.Turn] {
    (0..<count).map { .init(device: $0, period: period, cost: cost) }
}

struct PollingTests {
    @Test func turnsAreCountedFromNominalStarts() {
        var turn = PollSchedule.Turn(device: 0, period: .seconds(1), cost: .zero)
        // Served a little late: the next turn is not later for it.
        let counts = [0, 1200].map { turn.take(at: .milliseconds($0)) }
        #expect(counts == [1, 1])
        #expect(turn.next == .seconds(2))
    }

    @Test func missedTurnsAreSkippedAndCounted() {
        var turn = PollSchedule.Turn(device: 0, period: .seconds(1), cost: .zero)
        let counts = [3500, 3500].map { turn.take(at: .milliseconds($0)) }
        #expect(counts == [4, 0])
        #expect(turn.next == .seconds(4))
    }

    @Test func whatIsDueInOneInstantIsAskedInOneGo() {
        let schedule = PollSchedule(turns(50, every: .seconds(1)), devices: 50)
        #expect(schedule.step(at: .zero) == .ask(Array(0..<50)))
    }

    @Test func theNearestDeadlineComesFirst() {
        let slow = PollSchedule.Turn(device: 0, period: .seconds(60), cost: .zero)
        let fast = PollSchedule.Turn(device: 1, period: .milliseconds(100), cost: .zero)
        #expect(PollSchedule([slow, fast], devices: 2).step(at: .zero) == .ask([1, 0]))
    }

    @Test func aSlowRegisterIsNeverStarvedByFastOnes() {
        // Ten fast ones ask for four times what the line carries.
        var line = Line(
            turns(10, every: .milliseconds(100)) + [.init(device: 10, period: .seconds(5), cost: .milliseconds(500))])
        line.run(until: .seconds(100)) { _, _ in .milliseconds(40) }
        #expect(line.asked[10].count == 20 && line.skipped[10] == 0)
    }

    /// The line carries 25 a second.
    @Test(arguments: [26, 32, 40, 60, 250]) func aLineThatIsAskedForTooMuchIsSharedFairly(count: Int) {
        var line = Line(turns(count, every: .seconds(1)))
        line.run(until: .seconds(200)) { _, _ in .milliseconds(40) }
        let counts = line.asked.map(\.count)
        #expect(counts.max()! - counts.min()! <= 1)
        for (asked, skipped) in zip(line.asked, line.skipped) {
            // Every turn until the last one asked is either done or counted as skipped.
            #expect(asked.count + skipped == Int(asked.last! / .seconds(1)) + 1)
        }
    }

    @Test func aSilentDeviceDelaysOthersByOneTimeOutAtMost() {
        for silent in [1, 3, 10] {
            var line = Line(turns(30, every: .seconds(1)))
            line.run(until: .seconds(120)) { turn, _ in turn < silent ? nil : .milliseconds(10) }
            let probes = line.asked.prefix(silent).flatMap { $0.dropFirst() }
            let healthy = line.asked.dropFirst(silent).flatMap(\.self).sorted()
            for (one, next) in zip(healthy, healthy.dropFirst()) {
                #expect(probes.count { one < $0 && $0 < next } <= 1)
            }
            // Each silent one costs a turn when it falls silent; then the pauses are long enough for the probes.
            let lost = line.skipped.dropFirst(silent).reduce(0, +)
            #expect(lost <= silent * (30 - silent), "\(silent) silent")
        }
    }

    @Test func aBusyLineStillProbesAndTheOthersKeepMostOfIt() {
        var line = Line(turns(25, every: .seconds(1)))
        line.run(until: .seconds(300)) { turn, _ in turn < 3 ? nil : .milliseconds(46) }
        let held = line.asked.prefix(3).reduce(0) { $0 + $1.count }
        #expect(held > 3 * 15)
        #expect(Double(held) * 0.5 <= 300 * 0.3)
    }

    @Test func oneThatReturnsIsAskedWithinTenSeconds() {
        var line = Line(turns(50, every: .seconds(1)))
        line.run(until: .seconds(60)) { turn, _ in turn < 5 ? nil : .milliseconds(1) }
        line.run(until: .seconds(75)) { _, _ in .milliseconds(1) }
        for turn in 0..<5 { #expect(line.asked[turn].contains { .seconds(60) <= $0 && $0 <= .seconds(70) }) }
    }

    @Test func aDeviceIsOfflineOnCountAndTime() {
        var fast = DeviceLink()
        let changes = (0...30).map { fast.failed(at: .milliseconds($0 * 100), rest: .zero) }
        #expect(changes.prefix(30).allSatisfy { $0 == nil } && changes[30] == .lost)
        var slow = DeviceLink()
        #expect([0, 60, 120].map { slow.failed(at: .seconds($0), rest: .zero) } == [nil, nil, .lost])
        #expect(slow.offlineSince == .zero)
        let change = slow.answered()
        #expect(change == .returned && slow.offlineSince == nil && !slow.isDoubtful)
    }

    @Test func probesOfAnOfflineDeviceGrowApart() {
        var link = DeviceLink()
        for second in 0..<3 { _ = link.failed(at: .seconds(second), rest: .zero, jitter: 1) }
        var (time, pauses) = (Duration.seconds(3), [Duration]())
        for _ in 0..<6 {
            _ = link.failed(at: time, rest: .zero, jitter: 1)
            pauses.append(link.notBefore - time)
            time = link.notBefore
        }
        #expect(pauses == [1, 2, 4, 8, 8, 8].map(Duration.seconds))
    }

    @Test func aBusyDeviceIsAskedAgainOutOfTurnAndNotForEver() {
        var schedule = PollSchedule(turns(1, every: .seconds(10)), devices: 1)
        var turns = [schedule.asked(0, at: .zero)]
        for retry in 1...3 {
            let isAsked = schedule.askAgain(0, at: .seconds(retry), atMost: 3)
            #expect(isAsked && schedule.step(at: .zero) == .wait(until: .seconds(retry)))
            turns.append(schedule.asked(0, at: .seconds(retry)))
        }
        #expect(turns == [1, 0, 0, 0])
        let isAsked = schedule.askAgain(0, at: .seconds(4), atMost: 3)
        #expect(!isAsked)
        #expect(schedule.step(at: .seconds(4)) == .wait(until: .seconds(10)))
    }

    @Test func aDeviceWhoseAnswerMayStillComeIsLeftAloneAndTheOthersAreNot() {
        var schedule = PollSchedule(turns(2, every: .seconds(1)) + turns(1, every: .seconds(1)), devices: 2)
        schedule.rest(0, until: .milliseconds(500))
        #expect(schedule.step(at: .zero) == .ask([1]))
        #expect(schedule.step(at: .milliseconds(500)) == .ask([0, 1, 2]))
    }

    @Test func theLoadIsThatOfTheLastMinute() {
        var load = LineLoad()
        for second in 0..<30 { load.add(from: .seconds(second), to: .milliseconds(second * 1000 + 500)) }
        let shares = [30, 60, 120].map { load.share(at: .seconds($0)) }
        #expect(zip(shares, [0.5, 0.25, 0]).allSatisfy { abs($0 - $1) < 0.02 }, "\(shares)")
    }
}
