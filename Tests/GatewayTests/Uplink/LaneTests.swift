import Facilities
import Journal
import MQTT
import TestSupport
import Testing

@testable import Gateway

private let site = Facility.Code("NJ320104D000049")!

private func batch(_ sequences: ClosedRange<Int64>) -> Batch {
    var batch = Batch()
    batch.samples = sequences.map { sequence in
        let time = Timestamp(seconds: 1_800_000_000 + sequence)
        let reading = Reading(.tsp, 100, .microgramPerCubicMetre)
        let sample = Sample(device: DeviceID("b/\(sequence)"), time: time, readings: [reading])
        return Kept(sequence: sequence, facility: site, time: time, sample)
    }
    return batch
}

struct LaneTests {
    private let folder = try! TemporaryFolder()
    private let topics = Topics(prefix: "p", gateway: "g")
    private let inbox = Inbox(after: 0)
    private let board = Board(after: 0)

    private func journal() throws -> Journal { try Journal.open(path: folder.path + "/j.sqlite", now: .now) }

    @Test func whatIsLiveIsPublishedWithoutReadingTheJournal() throws {
        let empty = try journal()
        inbox.committed(batch(1...1))
        var lane = Lane(isBackfill: false)
        #expect(try lane.load(UplinkProgress(), from: empty, inbox, board, topics: topics))
        #expect(lane.next?.topic == "p/g/NJ320104D000049/readings")
        #expect(lane.pages.last?.end == 1)
    }

    @Test func whatIsCommittedLaterDoesNotWaitForWhatIsOnItsWay() throws {
        let journal = try journal()
        var lane = Lane(isBackfill: false)
        inbox.committed(batch(1...2))
        #expect(try lane.load(UplinkProgress(), from: journal, inbox, board, topics: topics))
        lane.sent(1)
        inbox.committed(batch(3...3))
        // A second message of the first page comes before the next page.
        #expect(try !lane.load(UplinkProgress(), from: journal, inbox, board, topics: topics))
        lane.sent(2)
        #expect(try lane.load(UplinkProgress(), from: journal, inbox, board, topics: topics))
        lane.sent(3)
        #expect(lane.waiting == 3)
        // The position moves in order, whatever is acknowledged first.
        lane.answered(3, isAccepted: true)
        lane.answered(2, isAccepted: true)
        #expect(lane.finish()?.end == nil)
        lane.answered(1, isAccepted: true)
        #expect(lane.finish()?.end == 2)
        #expect(lane.finish()?.end == 3)
        #expect(lane.finish()?.end == nil)
    }

    @Test func afterTheConnectionWasLostNothingIsOnItsWay() throws {
        let journal = try journal()
        var lane = Lane(isBackfill: false)
        inbox.committed(batch(1...1))
        #expect(try lane.load(UplinkProgress(), from: journal, inbox, board, topics: topics))
        lane.sent(1)
        lane.drop()
        lane.answered(1, isAccepted: true)
        #expect(lane.waiting == 0 && lane.next == nil && lane.pages.isEmpty)
    }

    @Test func onlyAFewPagesAreOnTheirWay() throws {
        let journal = try journal()
        var lane = Lane(isBackfill: false)
        var sequence: Int64 = 0
        repeat {
            sequence += 1
            inbox.committed(batch(sequence...sequence))
            guard try lane.load(UplinkProgress(), from: journal, inbox, board, topics: topics) else { break }
            lane.sent(UInt64(sequence))
        } while sequence < 100
        #expect(lane.pages.count == 20)
    }
}
