import Facilities
import Testing

@testable import Uplinks

struct RetainedTopicsTests {
    @Test func aTopicIsRememberedWhenItIsSentForTheFirstTime() {
        var topics = RetainedTopics([], of: "broker")
        #expect(topics.sent("a", isEmpty: false) == RetainedTopic(uplink: "broker", topic: "a", isRetained: true))
        #expect(topics.sent("a", isEmpty: false) == nil)
        #expect(topics.all == ["a"])
    }

    @Test func anEmptyMessageThatIsOnItsWayForgetsNothing() {
        var topics = RetainedTopics(["a"], of: "broker")
        #expect(topics.sent("a", isEmpty: true) == nil)
        #expect(topics.sent("b", isEmpty: true) == nil)
        #expect(topics.all == ["a"])
    }

    @Test func aTopicIsForgottenOnceWhenTheBrokerHasEmptiedIt() {
        var topics = RetainedTopics(["a", "b"], of: "broker")
        #expect(topics.emptied("a") == RetainedTopic(uplink: "broker", topic: "a", isRetained: false))
        #expect(topics.emptied("a") == nil)
        #expect(topics.all == ["b"])
    }

    @Test func oldTopicsAreThoseThatAreNotWantedInOrder() {
        let topics = RetainedTopics(["d", "a", "c", "b"], of: "broker")
        #expect(topics.old(besides: ["c", "x"]) == ["a", "b", "d"])
        #expect(topics.old(besides: ["a", "b", "c", "d"]) == [])
    }
}
