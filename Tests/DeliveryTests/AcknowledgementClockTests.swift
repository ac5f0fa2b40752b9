import Delivery
import Testing

struct AcknowledgementClockTests {
    private let start = ContinuousClock.now
    private let millisecond = Duration.milliseconds(1)

    @Test func theOldestMessageMayWaitForThirtySeconds() {
        var clock = AcknowledgementClock()
        #expect(clock.deadline == nil && !clock.isOverdue(at: start))
        clock.sent(1, at: start)
        #expect(!clock.isOverdue(at: start + .seconds(30) - millisecond))
        #expect(clock.isOverdue(at: start + .seconds(30)))
    }

    @Test func otherAcknowledgementsDoNotHelpTheOldest() {
        var clock = AcknowledgementClock(patience: .seconds(2))
        for token in 1...3 as ClosedRange<UInt64> { clock.sent(token, at: start) }
        clock.answered(3, at: start + .seconds(1))
        clock.answered(2, at: start + .seconds(1))
        #expect(clock.count == 1)
        #expect(clock.isOverdue(at: start + .seconds(2)))
    }

    @Test func whereTheOldestIsAcknowledgedTheNextOneHasTheWholeTime() {
        var clock = AcknowledgementClock(patience: .seconds(2))
        clock.sent(1, at: start)
        clock.sent(2, at: start)
        clock.answered(1, at: start + .seconds(1))
        #expect(!clock.isOverdue(at: start + .seconds(3) - millisecond))
        #expect(clock.isOverdue(at: start + .seconds(3)))
        clock.answered(2, at: start + .seconds(3))
        clock.answered(2, at: start + .seconds(3))
        #expect(clock.deadline == nil && clock.count == 0)
    }

    @Test func theTimeBeginsWhenNothingIsLeftToWrite() {
        var clock = AcknowledgementClock(patience: .seconds(2))
        clock.writing(at: start)
        #expect(clock.deadline == nil)
        clock.sent(1, at: start)
        clock.writing(at: start + .seconds(5))
        #expect(clock.deadline == start + .seconds(7))
    }

    @Test func whatIsForgottenIsNotWaitedFor() {
        var clock = AcknowledgementClock(patience: .seconds(2))
        clock.sent(1, at: start)
        clock.forget()
        clock.answered(1, at: start)
        #expect(clock.deadline == nil && clock.count == 0)
    }
}
