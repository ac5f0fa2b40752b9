import Delivery
import Facilities
import MQTT
import TestSupport
import Testing

@testable import Uplinks

private let site = Facility.Code("NJ320104D000049")!

private func commit(_ sequence: Int64, isJudged: Bool = false) -> Committed {
    let time = Timestamp(seconds: 1_800_000_000 + sequence)
    let reading = Reading(.tsp, 100, .microgramPerCubicMetre)
    let sample = Sample(device: DeviceID("b/1"), time: time, readings: [reading])
    return Committed(
        items: [.sample(Kept(sequence: sequence, facility: site, time: time, sample))], sequences: sequence...sequence,
        clock: nil, isJudged: isJudged)
}

struct InboxTests {
    @Test func anyNumberOfCommitsIsOnePieceOfNews() async {
        let inbox = Inbox(after: 0)
        inbox.connected(true)
        for sequence in 1...10_000 as ClosedRange<Int64> { inbox.committed(commit(sequence)) }
        inbox.end()
        var turns = 0
        for await _ in inbox.wakeUps {
            let news = inbox.take()
            turns += 1
            #expect(news.isCommitted && news.events.isEmpty)
            if news.isEnding { break }
        }
        #expect(turns == 1)
        #expect(inbox.portion(PortionRequest(after: 9_999, upTo: 10_000, limit: 9))?.items.count == 1)
    }

    @Test func withoutAConnectionItHoldsNoItems() {
        let inbox = Inbox(after: 0)
        func items(after sequence: Int64) -> Int? {
            inbox.portion(PortionRequest(after: sequence, upTo: 9, limit: 9))?.items.count
        }
        inbox.committed(commit(1))
        #expect(items(after: 0) == nil && inbox.take().kept == 1)
        inbox.connected(true)
        inbox.committed(commit(2))
        #expect(items(after: 0) == nil && items(after: 1) == 1)
        inbox.connected(false)
        #expect(items(after: 1) == nil)
        inbox.committed(commit(3))
        inbox.connected(true)
        #expect(items(after: 2) == nil && items(after: 3) == 0)
    }

    @Test func itKnowsTheNewestSequenceAndWhetherAStatusMayHaveChanged() {
        let inbox = Inbox(after: 0)
        inbox.committed(commit(1))
        var news = inbox.take()
        #expect(news.kept == 1 && !news.isJudged)
        inbox.committed(commit(2, isJudged: true))
        inbox.committed(commit(3))
        news = inbox.take()
        #expect(news.kept == 3 && news.isJudged)
        #expect(inbox.take().kept == nil)
    }

    @Test func ofConnectionsThatEndedUnseenOnlyTheEndIsLeftAndEveryAcknowledgement() {
        let inbox = Inbox(after: 0)
        inbox.happened([.answered(1, .success)])
        for round in 1...1000 {
            inbox.happened([.connected(Connection(version: .v5, window: 20))])
            inbox.happened([.disconnected(Disconnection(.other("\(round)")))])
        }
        let last = Connection(version: .v5, window: 10)
        inbox.happened([.connected(last)])
        let events = inbox.take().events
        #expect(events.count == 3)
        guard case .answered(1, .success?) = events[0], case .disconnected(let end) = events[1],
            case .connected(last) = events[2], end.cause == .other("1000")
        else {
            Issue.record("\(events)")
            return
        }
    }

    @Test func commandsBeyondTheLimitAreDroppedAndCounted() {
        let inbox = Inbox(after: 0)
        let message = MQTTMessage(topic: "c", payload: Array(repeating: 32, count: 100_000))
        for _ in 0..<50 { inbox.happened([.received(message)]) }
        let news = inbox.take()
        #expect(news.events.count == 10)
        #expect(news.dropped == 40)
        let large = MQTTMessage(topic: "c", payload: Array(repeating: 32, count: 2 << 20))
        inbox.happened([.received(large)])
        #expect(inbox.take().events.count == 1)
    }
}
