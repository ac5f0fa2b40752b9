import Facilities
import Testing

@testable import Uplinks

struct RefusedTopicsTests {
    private let start = ContinuousClock.now
    private let time = Timestamp(seconds: 1_800_000_000)

    @Test func aTopicIsDueAfterAnHourAndThenEachHour() {
        var topics = RefusedTopics()
        topics.refuse("t", "0x87", time, at: start)
        #expect(topics.due(at: start + .seconds(3599)) == [])
        #expect(topics.due(at: start + .seconds(3600)) == ["t"])
        #expect(topics.due(at: start + .seconds(3600)) == [])
        #expect(topics.due(at: start + .seconds(7200)) == ["t"])
    }

    @Test func theNewestCodeStandsWithTheFirstTime() {
        var topics = RefusedTopics()
        topics.refuse("t", "0x87", time, at: start)
        topics.refuse("t", "0x90", time + .seconds(60), at: start + .seconds(60))
        #expect(topics.all["t"]?.word == "0x90")
        #expect(topics.all["t"]?.since == time)
        #expect(topics.due(at: start + .seconds(3659)) == [])
    }

    @Test func whatIsAcceptedIsRefusedNoMore() {
        var topics = RefusedTopics()
        topics.refuse("t", "0x87", time, at: start)
        topics.accept("other")
        #expect(topics.all.count == 1)
        topics.accept("t")
        #expect(topics.all.isEmpty)
        topics.refuse("t", "0x87", time + .seconds(5), at: start)
        #expect(topics.all["t"]?.since == time + .seconds(5))
    }

    @Test func beyondTheMostOnlyKnownTopicsChange() {
        var topics = RefusedTopics()
        for number in 1...RefusedTopics.most { topics.refuse("\(number)", "0x87", time, at: start) }
        topics.refuse("more", "0x87", time, at: start)
        topics.refuse("1", "0x90", time, at: start)
        #expect(topics.all.count == RefusedTopics.most)
        #expect(topics.all["more"] == nil)
        #expect(topics.all["1"]?.word == "0x90")
    }
}
