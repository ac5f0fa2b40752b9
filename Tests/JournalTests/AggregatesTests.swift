import Facilities
import GRDB
import Journal
import TestSupport
import Testing

@Suite struct AggregatesTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func open() throws -> Journal { try Journal.open(path: path, now: now) }

    @Test func minutesReachBackTenTimesAsFarAsSamplesAndLongerMeansForEver() async throws {
        let journal = try open()
        var batch = Batch()
        batch.minutes = (1...100).map { minute(Int64($0 * 10), [column(.tsp, [5])], after: $0) }
        batch.summaries = [Summary(sequence: 1, facility: code, device: device, interval: .quarter, start: now)]
        batch.samples = (1001...1100).map { sample($0, [Reading(.tsp, 5, .microgramPerCubicMetre)]) }
        try await journal.commit(batch)
        // First the minutes that reach back further than that: from 1100 to 110.
        #expect(try await journal.dropOldest() == Loss(from: 10, to: 100, count: 10, reason: .full))
        #expect(try await journal.dropOldest() == Loss(from: 1001, to: 1010, count: 10, reason: .full))
        // From 1100 the samples reach back to 1011, the minutes to 210.
        #expect(try await journal.dropOldest() == Loss(from: 110, to: 200, count: 10, reason: .full))
        let left = try journal.page(after: 0, limit: 1000).map(\.sequence)
        #expect(left == [1] + stride(from: 210, through: 1000, by: 10) + Array(1011...1100))
    }

    @Test func aQuarterIsPutTogetherFromWhatIsCommittedWithIt() async throws {
        let journal = try open()
        var batch = Batch()
        batch.minutes = [minute(1, [column(.tsp, [5])]), minute(2, [column(.tsp, [7, 9])], after: 14)]
        batch.summaries = [Summary(sequence: 3, facility: code, device: device, interval: .quarter, start: now)]
        try await journal.commit(batch)
        let quarter = try #require(try journal.aggregates(of: code, .quarter, in: now..<now + .hours(1)).first)
        #expect(quarter.content.columns == [column(.tsp, [5, 7, 9], minutes: 2)])
        #expect((quarter.sequence, quarter.time) == (3, now + .minutes(15)))
    }

    @Test func whatCorrectsAMinuteIsARowOfItsOwn() async throws {
        let journal = try open()
        for (sequence, value) in [(1, 5.0), (2, 7)] as [(Int64, Double)] {
            var batch = Batch()
            batch.minutes = [minute(sequence, [column(.tsp, [value])])]
            try await journal.commit(batch)
        }
        let rows = [minute(1, [column(.tsp, [5])]), minute(2, [column(.tsp, [5, 7])])]
        #expect(try Journal.reading(path: path).page(after: 0, limit: 9) == rows.map(Item.aggregate))
        #expect(try journal.aggregates(of: code, .minute, in: now..<now + .minutes(1)).map(\.sequence) == [2])
    }

    @Test func inWhichOrderColumnsComeMakesNoSeriesOfItsOwn() async throws {
        let journal = try open()
        let columns = [column(.pm10, [1]), column(.pm25), column(.tsp, [2])]
        for sequence in Int64(1)...20 {
            var batch = Batch()
            batch.minutes = [minute(sequence, columns.shuffled(), after: Int(sequence))]
            try await journal.commit(batch)
        }
        let series = try await DatabaseQueue(path: path).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM series")
        }
        #expect(series == 1)
        let all = try journal.aggregates(of: code, .minute, in: now..<now + .hours(1))
        #expect(all.count == 20 && all.allSatisfy { $0.content.columns == columns })
    }

    @Test func directionsComeBackAsTheyWere() async throws {
        let journal = try open()
        var batch = Batch()
        batch.minutes = [minute(1, [column(.windDirection, [350, 30, 77.7])])]
        try await journal.commit(batch)
        #expect(try journal.page(after: 0, limit: 1) == batch.minutes.map(Item.aggregate))
    }
}
