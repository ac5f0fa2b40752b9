import Delivery
import MQTT
import Testing

@testable import Uplinks

struct OwnMessagesTests {
    private let start = ContinuousClock.now
    private let later = Refusal(.later, "0x97")

    private func message(_ topic: String, _ payload: UInt8 = 1, retain: Bool = false) -> MQTTMessage {
        MQTTMessage(topic: topic, payload: [payload], retain: retain)
    }

    @Test func messagesComeInTheirOrderUnderEvenTokens() {
        var own = OwnMessages()
        own.say(message("a"))
        own.say(message("b"))
        let (first, second) = (own.next(at: start), own.next(at: start))
        #expect(first?.message.topic == "a" && first?.token == 2)
        #expect(second?.message.topic == "b" && second?.token == 4)
        #expect(own.next(at: start) == nil)
        #expect(own.waitingCount == 2)
    }

    @Test func aNewerRetainedMessageTakesThePlaceOfOneThatWaits() {
        var own = OwnMessages()
        own.say(message("a", 1, retain: true))
        own.say(message("a", 2))
        own.say(message("a", 3, retain: true))
        #expect(own.next(at: start)?.message.payload == [2])
        #expect(own.next(at: start)?.message.payload == [3])
        #expect(own.next(at: start) == nil)
    }

    @Test func anAnswerIsThatOfAMessageOnItsWayAndCountsOnce() throws {
        var own = OwnMessages()
        own.say(message("a"))
        let token = try #require(own.next(at: start)?.token)
        #expect(own.accepted(token + 2) == nil)
        #expect(own.refused(token + 2, later, at: start) == nil)
        #expect(own.accepted(token)?.topic == "a")
        #expect(own.accepted(token) == nil)
        #expect(own.waitingCount == 0)
    }

    @Test func whatIsWantedLaterIsSentAgainAfterAPauseThatGrows() throws {
        var own = OwnMessages()
        own.say(message("a", retain: true))
        var now = start
        for pause in [1, 2, 4] as [Int64] {
            let token = try #require(own.next(at: now)?.token)
            _ = own.refused(token, later, at: now)
            #expect(own.isHeld)
            #expect(own.next(at: now + .seconds(pause) - .milliseconds(1)) == nil)
            now += .seconds(pause)
        }
        let token = try #require(own.next(at: now)?.token)
        #expect(own.accepted(token) != nil)
        #expect(!own.isHeld)
    }

    @Test func anOlderRetainedMessageDoesNotComeBackBehindANewerOne() throws {
        var own = OwnMessages()
        own.say(message("a", 1, retain: true))
        let token = try #require(own.next(at: start)?.token)
        own.say(message("a", 2, retain: true))
        _ = own.refused(token, later, at: start)
        #expect(own.next(at: start + .seconds(1))?.message.payload == [2])
        #expect(own.next(at: start + .seconds(1)) == nil)
    }

    @Test func whatIsRefusedForGoodIsNotSentAgain() throws {
        var own = OwnMessages()
        own.say(message("a", retain: true))
        let token = try #require(own.next(at: start)?.token)
        #expect(own.refused(token, Refusal(.stream, "0x87"), at: start)?.topic == "a")
        #expect(own.next(at: start + .seconds(60)) == nil)
        #expect(!own.isHeld)
    }

    @Test func aNewConnectionBeginsWithTheAnswers() throws {
        var own = OwnMessages()
        own.say(MQTTMessage(topic: "state", payload: [], retain: true))
        own.say(message("a"))
        own.say(message("b"))
        let tokens = [own.next(at: start), own.next(at: start)].compactMap { $0?.token }
        own.drop()
        own.say(message("c"))
        // What is retained is said again as it is now.
        #expect(own.accepted(tokens[0]) == nil)
        let topics = (0..<3).map { _ in own.next(at: start)?.message.topic }
        #expect(topics == ["b", "c", nil])
    }

    @Test func aTopicOverWhichEachConnectionEndsIsFoundAlone() {
        var own = OwnMessages()
        var found: String?
        var losses = 0
        while found == nil, losses < 10 {
            for topic in ["state", "status", "other"] { own.say(MQTTMessage(topic: topic, payload: [], retain: true)) }
            var isHeard = false
            while let next = own.next(at: start) {
                guard next.message.topic != "status" else { break }
                // Until somebody is suspected, nothing is acknowledged in time.
                guard own.isCareful else { continue }
                _ = own.accepted(next.token)
                isHeard = true
            }
            found = own.lost(isHeard: isHeard)
            own.drop()
            losses += 1
        }
        #expect(found == "status" && losses <= 4)
        #expect(!own.isCareful)
    }

    @Test func whereNothingWasAcknowledgedNoTopicIsBlamed() {
        var own = OwnMessages()
        for _ in 0..<20 {
            own.say(MQTTMessage(topic: "state", payload: [], retain: true))
            _ = own.next(at: start)
            #expect(own.lost(isHeard: false) == nil)
            own.drop()
        }
    }

    @Test func itIsFullWithTheMostMessagesThatWait() {
        var own = OwnMessages()
        for _ in 1..<OwnMessages.most { own.say(message("a")) }
        #expect(!own.isFull)
        own.say(message("a"))
        #expect(own.isFull)
        _ = own.next(at: start)
        #expect(!own.isFull)
    }
}
