import Testing

@testable import Uplinks

struct ReasonLogTests {
    private let start = ContinuousClock.now

    @Test func aReasonIsNewOnceAndAgainAfterAnHour() {
        var log = ReasonLog()
        #expect(log.isNew("a", of: "topic", at: start) == true)
        #expect(log.isNew("a", of: "topic", at: start) == false)
        #expect(log.isNew("a", of: "topic", at: start + .seconds(3599)) == false)
        #expect(log.isNew("a", of: "topic", at: start + .seconds(3600)) == true)
        #expect(log.isNew("a", of: "topic", at: start + .seconds(7199)) == false)
    }

    @Test func anotherReasonOrSubjectIsNew() {
        var log = ReasonLog()
        #expect(log.isNew("a", of: "topic", at: start) == true)
        #expect(log.isNew("b", of: "topic", at: start) == true)
        #expect(log.isNew("a", of: "topic", at: start) == true)
        #expect(log.isNew("a", of: "other", at: start) == true)
    }

    @Test func whatIsForgottenIsNewAgain() {
        var log = ReasonLog()
        for subject in ["one", "two", "three"] { _ = log.isNew("a", of: subject, at: start) }
        log.forget("one")
        #expect(log.isNew("a", of: "one", at: start) == true)
        #expect(log.isNew("a", of: "two", at: start) == false)
        log.forget("four")
        #expect(log.isNew("a", of: "three", at: start) == false)
    }

    @Test func ofManySubjectsThoseOfTheLastHourAreRemembered() {
        var log = ReasonLog()
        for subject in 1...ReasonLog.most { _ = log.isNew("a", of: "\(subject)", at: start) }
        #expect(log.isNew("a", of: "later", at: start + .seconds(3599)) == true)
        #expect(log.isNew("a", of: "1", at: start + .seconds(3599)) == false)
        #expect(log.count == ReasonLog.most + 1)
        #expect(log.isNew("a", of: "last", at: start + .seconds(3600)) == true)
        #expect(log.count == 2)
        #expect(log.isNew("a", of: "later", at: start + .seconds(3600)) == false)
    }
}
