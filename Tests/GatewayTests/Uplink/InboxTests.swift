import Facilities
import Journal
import MQTT
import TestSupport
import Testing

@testable import Gateway

private let site = Facility.Code("NJ320104D000049")!

private func batch(_ sequence: Int64) -> Batch {
    let time = Timestamp(seconds: 1_800_000_000 + sequence)
    let reading = Reading(.tsp, 100, .microgramPerCubicMetre)
    let sample = Sample(device: DeviceID("b/1"), time: time, readings: [reading])
    var batch = Batch()
    batch.samples = [Kept(sequence: sequence, facility: site, time: time, sample)]
    return batch
}

struct InboxTests {
    @Test func anyNumberOfCommitsIsOnePieceOfNews() async {
        let inbox = Inbox(after: 0)
        for sequence in 1...10_000 as ClosedRange<Int64> { inbox.committed(batch(sequence)) }
        inbox.end()
        var turns = 0
        for await _ in inbox.wakeUps {
            let news = inbox.take()
            turns += 1
            #expect(news.isCommitted && news.events.isEmpty)
            if news.isEnding { break }
        }
        #expect(turns == 1)
        #expect(inbox.page(after: 9_999, limit: 9)?.items.count == 1)
    }

    @Test func onlyEntriesAndStatesOfRulesMayHaveChangedAStatus() {
        let inbox = Inbox(after: 0)
        inbox.committed(batch(1))
        #expect(!inbox.take().isJudged)
        var tick = Batch()
        tick.ruleStates = [RuleState(facility: site, sequence: 1, state: "{}")]
        inbox.committed(tick)
        #expect(inbox.take().isJudged)
        var entry = batch(2)
        entry.entries = [GoldenMessages.entries["raised"]!]
        inbox.committed(entry)
        #expect(inbox.take().isJudged)
    }

    @Test func ofConnectionsThatEndedUnseenOnlyTheEndIsLeftAndEveryAcknowledgement() {
        let inbox = Inbox(after: 0)
        inbox.happened(.acknowledged(1))
        for round in 1...1000 {
            inbox.happened(.connected(window: 20))
            inbox.happened(.disconnected("\(round)"))
        }
        inbox.happened(.connected(window: 10))
        let events = inbox.take().events
        #expect(events.count == 3)
        guard case .acknowledged(1) = events[0], case .disconnected("1000") = events[1],
            case .connected(window: 10) = events[2]
        else {
            Issue.record("\(events)")
            return
        }
    }

    @Test func commandsBeyondTheLimitAreDroppedAndCounted() {
        let inbox = Inbox(after: 0)
        let message = MQTTMessage(topic: "c", payload: Array(repeating: 32, count: 100_000))
        for _ in 0..<50 { inbox.happened(.received(message)) }
        let news = inbox.take()
        #expect(news.events.count == 10)
        #expect(news.dropped == 40)
        let large = MQTTMessage(topic: "c", payload: Array(repeating: 32, count: 2 << 20))
        inbox.happened(.received(large))
        #expect(inbox.take().events.count == 1)
    }
}
