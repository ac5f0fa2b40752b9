import Facilities
import Foundation
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

    /// A centre corrects a message by each later entry `clock`.
    @Test func aMessageNamesTheClockByWhichItsTimesAreGiven() async throws {
        let journal = try journal()
        let start = Timestamp(seconds: 2_000_000_000)
        func clock(_ step: ClockChange.Step, ahead: Duration, moved: Int64?, at sequence: Int64) -> KeptEntry {
            let change = ClockChange(
                step, boot: "boot01", offset: (start + ahead).milliseconds, moved: moved, isBelieved: true)
            return KeptEntry(sequence: sequence, facility: nil, time: start + ahead, .clock(change))
        }
        func sample(_ time: Timestamp, at sequence: Int64) -> Kept<Sample> {
            var kept = batch(sequence...sequence).samples[0]
            (kept.time, kept.content.time) = (time, time)
            return kept
        }
        func commit(_ entry: KeptEntry, _ samples: [Kept<Sample>]) async throws {
            var batch = Batch()
            (batch.entries, batch.samples) = ([entry], samples)
            try await journal.commit(batch)
            var judged = Judged()
            judged.batch = batch
            board.take(judged)
            inbox.committed(batch)
        }
        /// Returns the sequence, the clock and the time of each message.
        func messages(_ lane: Lane) throws -> [[JSONValue]] {
            let all = try #require(lane.pages.last).messages.filter { $0.topic.hasSuffix("/readings") }
            return try all.map { message in
                let json = try JSONDecoder().decode(JSONValue.self, from: Data(message.payload))
                return ["sequence", "clock", "time"].compactMap { json[$0] }
            }
        }
        func expected(_ sequence: Int64, clock: Int64, _ time: Timestamp) -> [JSONValue] {
            [.array([.integer(sequence)]), .integer(clock), .array([.integer(time.milliseconds)])]
        }
        var live = Lane(isBackfill: false)
        try await commit(clock(.started, ahead: .hours(1), moved: nil, at: 1), [sample(start + .hours(1), at: 2)])
        #expect(try live.load(UplinkProgress(), from: journal, inbox, board, topics: topics))
        #expect(try messages(live) == [expected(2, clock: 1, start + .hours(1))])
        live.drop()
        try await commit(
            clock(.stepped, ahead: .zero, moved: -3_600_000, at: 4),
            [sample(start + .hours(1) + .seconds(9), at: 3), sample(start + .seconds(10), at: 5)])
        var progress = UplinkProgress()
        progress.connected(last: 2)
        #expect(try live.load(progress, from: journal, inbox, board, topics: topics))
        let read = try messages(live)
        #expect(Set(read) == [expected(3, clock: 4, start + .seconds(9)), expected(5, clock: 4, start + .seconds(10))])
        var late = Lane(isBackfill: true)
        #expect(try late.load(progress, from: journal, inbox, board, topics: topics))
        #expect(try messages(late) == [expected(2, clock: 4, start)])
        // From memory again.
        inbox.committed(batch(6...6))
        #expect(try messages(load(UplinkProgress(live: 5), journal)).map { $0[1] } == [.integer(4)])
    }

    private func load(_ progress: UplinkProgress, _ journal: Journal) throws -> Lane {
        var lane = Lane(isBackfill: false)
        #expect(try lane.load(progress, from: journal, inbox, board, topics: topics))
        return lane
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
