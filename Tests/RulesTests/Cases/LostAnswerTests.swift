import Facilities
import Testing

@testable import Rules

/// Case A11: a short gap neither starts nor ends a delay.
@Suite struct LostAnswerTests {
    /// One answer of forty seconds is lost; every answer that is not comes in its turn.
    private func polls(every period: Int, lost phase: Int, until last: Int = 1300) -> [(second: Int, isLost: Bool)] {
        stride(from: 0, through: last, by: period).map { ($0, $0 % 40 == phase) }
    }

    @Test(arguments: Delayed.all, [(1, 19), (1, 39), (10, 10), (10, 30)])
    func oneLostAnswerInFortySecondsDelaysNothing(delayed: Delayed, polls: (period: Int, phase: Int)) throws {
        for loss in Delayed.Loss.allCases {
            let second = try delayed.verdict(self.polls(every: polls.period, lost: polls.phase), loss)
            #expect(second == delayed.delay)
        }
    }

    /// The answer that would have ended the delay is lost: the next one ends it.
    @Test(arguments: Delayed.all.filter { !$0.ofSeveral }, [1, 10]) func theNextAnswerEndsIt(
        delayed: Delayed, period: Int
    ) throws {
        for loss in Delayed.Loss.allCases {
            let second = try delayed.verdict(polls(every: period, lost: delayed.delay % 40), loss)
            // The first answer is lost too where the delay is a multiple of forty seconds.
            let begin = delayed.delay % 40 == 0 ? period : 0
            let end = begin == 0 ? delayed.delay + period : delayed.delay + begin
            #expect(second == end)
        }
    }

    @Test(arguments: Delayed.all) func nothingComesBeforeItHasLasted(delayed: Delayed) throws {
        let early = polls(every: 1, lost: 20, until: delayed.delay - 1)
        #expect(try delayed.verdict(early, .badReading) == nil)
        #expect(try delayed.verdict(early, .noSample) == nil)
    }

    @Test(arguments: Delayed.all, [1, 10]) func aRestartInAGapDelaysNothing(delayed: Delayed, period: Int) throws {
        let polls = polls(every: period, lost: 30, until: delayed.delay)
        #expect(try delayed.verdict(polls, .badReading, restarts: true) == delayed.delay)
    }

    /// A minute counts; what is longer is not counted, and after half an hour the delay starts over.
    @Test(arguments: Delayed.all.filter { $0.delay > 120 }, [(59, 0), (120, 120), (1801, 1831)])
    func aLongGapPausesTheDelay(delayed: Delayed, gap: (seconds: Int, later: Int)) throws {
        let back = 30 + gap.seconds
        let polls = (Array(0...30) + Array(back...back + delayed.delay)).map { ($0, false) }
        #expect(try delayed.verdict(polls, .noSample) == delayed.delay + gap.later)
    }

    /// Another signal tells that time passes, but not for how long the lost one has been as it was.
    @Test(arguments: Delayed.all.filter(\.ofSeveral)) func aSignalThatWasHeardOnceEndsNoDelay(delayed: Delayed) throws {
        let once = stride(from: 0, through: 1300, by: 1).map { ($0, $0 > 0) }
        #expect(try delayed.verdict(once, .badReading) == nil)
    }

    /// What was over is back: the delay begins again, however few answers are lost.
    @Test func aValueWithinTheLimitEndsADelay() {
        let pressures = [(0, 3000.0), (30, 3000), (31, 800), (32, 3000), (91, 3000)]
        let events = pressures.map { second, value in
            sample(second, Reading(.pressureDrop, value, .pascal), Reading(.fanState, 1, .one))
        }
        let rules = facility(AnyPoint.carbon).after(events)
        #expect(rules.judged(by: "carbon.pressure").isEmpty)
        let later = sample(92, Reading(.pressureDrop, 3000, .pascal), Reading(.fanState, 1, .one))
        #expect(rules.after([later]).judged(by: "carbon.pressure").map(\.since) == [start + .seconds(32)])
    }
}
