import Facilities
import Foundation
import Testing

private let noon = Timestamp("2027-03-01T12:00:00Z")!

struct TimelineTests {
    private func change(
        _ step: ClockChange.Step, _ boot: String, offset: Timestamp, isBelieved: Bool = true
    ) -> ClockChange {
        ClockChange(step, boot: boot, offset: offset.milliseconds, isBelieved: isBelieved)
    }

    /// A stored time may be any number.
    @Test func aTimeThatNoClockShowsIsCorrectedToOneThatThereIs() {
        var timeline = Timeline()
        timeline.take(change(.started, "a", offset: noon, isBelieved: false), at: 1, noon)
        timeline.take(change(.stepped, "a", offset: noon + .hours(1)), at: 10, noon + .hours(1))
        #expect(timeline.corrected(noon, at: 5) == noon + .hours(1))
        #expect(timeline.corrected(Timestamp(milliseconds: .max), at: 5).milliseconds == .max)
    }

    @Test func withoutAChangeStampsAreRight() {
        let timeline = Timeline()
        #expect(timeline.corrected(noon, at: 1) == noon)
        #expect(timeline.correction(at: .max).shift == nil && timeline.lastBelieved == .max)
    }

    @Test func aStartIn2000IsCorrectedOnceTheClockIsRight() {
        var timeline = Timeline()
        let wrong = Timestamp("2000-01-01T00:00:00Z")!
        timeline.take(change(.started, "a", offset: wrong, isBelieved: false), at: 11, wrong + .seconds(30))
        #expect(timeline.corrected(wrong + .seconds(40), at: 15) == wrong + .seconds(40))
        #expect(timeline.lastBelieved == 10)
        timeline.take(change(.stepped, "a", offset: noon), at: 21, noon + .minutes(5))
        #expect(timeline.corrected(wrong + .seconds(40), at: 15) == noon + .seconds(40))
        #expect(timeline.corrected(noon + .minutes(6), at: 22) == noon + .minutes(6))
        #expect(timeline.correction(at: 20).shift?.from == wrong + .seconds(30))
        #expect(timeline.lastBelieved == .max)
        #expect(timeline.stretchesByShift.map(\.by) == [.zero, noon - wrong, .zero])
    }

    /// An epoch begins with an entry before that of the clock, and a clock of 2036 must not make it the newest time that is believed.
    @Test func aStretchMayBeginBeforeItsEntry() {
        var timeline = Timeline()
        let wrong = noon + .days(3650)
        var started = change(.started, "a", offset: wrong, isBelieved: false)
        started.from = 1
        timeline.take(started, at: 2, wrong)
        #expect(timeline.lastBelieved == 0)
        timeline.take(change(.stepped, "a", offset: noon), at: 9, noon)
        #expect(timeline.corrected(wrong, at: 1) == noon)
    }

    @Test func theNewestOffsetOfAStartCountsForAllItsStretches() {
        var timeline = Timeline()
        timeline.take(change(.started, "a", offset: noon), at: 1, noon)
        timeline.take(change(.stepped, "a", offset: noon + .hours(1)), at: 10, noon + .hours(1))
        timeline.take(change(.stepped, "a", offset: noon - .days(1)), at: 20, noon - .days(1))
        for (sequence, stamp) in [(Int64(5), noon), (15, noon + .hours(1)), (25, noon - .days(1))] {
            #expect(timeline.corrected(stamp + .seconds(7), at: sequence) == noon - .days(1) + .seconds(7))
        }
    }

    @Test func aLaterStartCorrectsNoEarlierOneButForWhatWouldLieBehindIt() {
        var timeline = Timeline()
        timeline.take(change(.started, "a", offset: noon + .days(3)), at: 1, noon + .days(3))
        timeline.take(change(.started, "b", offset: noon + .hours(2)), at: 10, noon + .hours(2))
        #expect(timeline.corrected(noon + .days(3), at: 5) == noon + .hours(2))
        #expect(timeline.corrected(noon + .hours(1), at: 5) == noon + .hours(1))
        #expect(timeline.corrected(noon + .days(9), at: 0) == noon + .hours(2))
    }

    @Test func whatASourceVouchedForIsNotCutOffByAStartWithoutOne() {
        var timeline = Timeline()
        var known = change(.started, "a", offset: noon)
        known.source = .kernel
        timeline.take(known, at: 1, noon)
        timeline.take(change(.started, "b", offset: noon - .days(30)), at: 10, noon - .days(30))
        #expect(timeline.corrected(noon + .hours(1), at: 5) == noon + .hours(1))
        known.boot = "c"
        known.offset = (noon - .days(30)).milliseconds
        timeline.take(known, at: 20, noon - .days(30))
        #expect(timeline.corrected(noon + .hours(1), at: 5) == noon - .days(30))
    }

    /// A start that nobody believes continues the times of the one before: where it is set back, that one was ahead too.
    @Test func aStartThatContinuedAnotherTakesItsTimesBack() {
        var timeline = Timeline()
        timeline.take(change(.started, "a", offset: noon + .days(3)), at: 1, noon + .days(3))
        let continued = noon + .days(3) + .hours(1)
        timeline.take(change(.started, "b", offset: continued, isBelieved: false), at: 10, continued)
        timeline.take(change(.stepped, "b", offset: noon + .hours(2)), at: 20, noon + .hours(2) + .minutes(1))
        #expect(timeline.correction(at: 15).shift?.from == noon + .days(3))
        #expect(timeline.corrected(noon + .days(3), at: 5) == noon + .hours(2))
    }

    @Test func aLaterStartThatNobodyBelievesIsNoWitness() {
        var timeline = Timeline()
        timeline.take(change(.started, "a", offset: noon), at: 1, noon)
        timeline.take(change(.started, "b", offset: noon - .days(9), isBelieved: false), at: 10, noon - .days(9))
        #expect(timeline.corrected(noon + .hours(1), at: 5) == noon + .hours(1))
        #expect(timeline.lastBelieved == 9)
    }

    /// As in a file that somebody has altered.
    @Test func changesThatCannotBeAreNotTakenIn() {
        var timeline = Timeline()
        timeline.take(change(.started, "a", offset: noon), at: 10, noon)
        var wrong = change(.stepped, "a", offset: noon + .hours(1))
        wrong.from = 500
        timeline.take(wrong, at: 20, noon + .hours(1))
        timeline.take(change(.stepped, "a", offset: noon), at: 15, noon)
        for extreme in [Int64.min, .max] {
            wrong.offset = extreme
            timeline.take(wrong, at: 30, Timestamp(milliseconds: extreme))
        }
        #expect(timeline.corrections.map(\.sequences) == [.min...9, 10...19, 20 ... .max])
        #expect(timeline.corrected(noon, at: 15) == noon + .hours(1))
    }

    /// Whatever changes there are: within one start of the machine, times are in the order in which they were given.
    @Test func withinAStartNoCorrectionChangesTheOrder() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            var timeline = Timeline()
            var uptime = Int64.random(in: 0...100_000, using: &random)
            var offset = noon.milliseconds
            var stamps: [(sequence: Int64, uptime: Int64, stamp: Timestamp)] = []
            timeline.take(
                ClockChange(.started, boot: "a", offset: offset, isBelieved: .random(using: &random)), at: 1,
                Timestamp(milliseconds: uptime + offset))
            for sequence in Int64(2)...60 {
                uptime += .random(in: 1...100_000, using: &random)
                if Int.random(in: 0..<8, using: &random) == 0 {
                    offset += .random(in: -100_000_000_000...100_000_000_000, using: &random)
                    timeline.take(
                        ClockChange(.stepped, boot: "a", offset: offset, isBelieved: true), at: sequence,
                        Timestamp(milliseconds: uptime + offset))
                }
                stamps.append((sequence, uptime, Timestamp(milliseconds: uptime + offset)))
            }
            let isBelieved = timeline.lastBelieved == .max
            for stamp in stamps where isBelieved {
                #expect(timeline.corrected(stamp.stamp, at: stamp.sequence).milliseconds == stamp.uptime + offset)
            }
        }
    }

    @Test func aShiftMovesDaysAndMinutesAndLeavesWhatPeopleGave() throws {
        struct Value: Codable, Equatable {
            var cleaned: Day
            var at: Timestamp
        }
        let value = Value(cleaned: Day("2027-03-05")!, at: noon + .days(4))
        var shift = ClockShift(from: noon, by: .days(-3))
        func read() throws -> Value {
            let decoder = JSONDecoder()
            decoder.userInfo[.clockShift] = shift
            return try decoder.decode(Value.self, from: JSONEncoder().encode(value))
        }
        #expect(try read() == Value(cleaned: Day("2027-03-02")!, at: noon + .days(1)))
        shift.given = [noon + .days(4)]
        #expect(try read() == value)
        shift.given = []
        shift.by = .hours(-11)
        #expect(try read().cleaned == value.cleaned, "less than half a day is no day")
        shift.from = Timestamp("2027-03-06T00:00:00Z")!
        #expect(try read() == value, "it is another clock's")
    }

    @Test func aShiftCorrectsEveryTimeThatACoderReads() throws {
        struct Value: Codable, Equatable {
            var since: Timestamp
            var before: Timestamp?
            var many: [Timestamp]
        }
        let value = Value(since: noon, before: noon - .milliseconds(1), many: [noon + .hours(1)])
        let shift = ClockShift(from: noon, by: .hours(-5))
        let moved = Value(since: noon - .hours(5), before: value.before, many: [noon - .hours(4)])
        let decoder = JSONDecoder()
        decoder.userInfo[.clockShift] = shift
        #expect(try decoder.decode(Value.self, from: JSONEncoder().encode(value)) == moved)
    }
}
