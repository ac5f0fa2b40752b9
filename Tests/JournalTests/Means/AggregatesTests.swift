import Facilities
import GRDB
import Journal
import TestSupport
import Testing

@Suite struct AggregatesTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func open() throws -> Journal { try Journal.open(path: path, now: now) }

    /// Samples of 100 minutes, and means of minutes of 1,200 before and of one that a wrong clock has put behind all of them.
    private func filled(_ journal: Journal, samplesFrom first: Int64) async throws {
        var batch = Batch()
        let minutes = [1_000_000] + Array(0..<1200)
        batch.minutes = minutes.enumerated().map { minute(Int64($0 + 2), [column(.tsp, [5])], after: $1) }
        batch.summaries = [Summary(sequence: 1, facility: code, device: device, interval: .quarter, start: now)]
        batch.samples = (0..<100).map { index in
            var kept = sample(first + Int64(index), [Reading(.tsp, 5, .microgramPerCubicMetre)])
            kept.content.time = now + .minutes(1200 + index)
            kept.time = kept.content.time
            return kept
        }
        try await journal.commit(batch)
    }

    /// However far sequences are apart: a power cut and a copy skip many.
    @Test(arguments: [1203, 1_000_000_000] as [Int64])
    func minutesReachBackTenTimesAsFarAsSamplesAndLongerMeansForEver(first: Int64) async throws {
        let journal = try open()
        try await filled(journal, samplesFrom: first)
        // From 1,299 minutes the samples reach back 99: the means may reach back 990, to 309.
        #expect(try await journal.dropOldest() == Loss(from: 2, to: 311, count: 310, reason: .full))
        #expect(try await journal.dropOldest() == Loss(from: first, to: first + 9, count: 10, reason: .full))
        // Now 89, so that the means may reach back to 409.
        #expect(try await journal.dropOldest() == Loss(from: 312, to: 411, count: 100, reason: .full))
        let left = try journal.portion(after: 0, limit: 2000).map(\.sequence)
        #expect(left == [1] + Array(412...1202) + Array(first + 10...first + 99))
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
        #expect(try Journal.reading(path: path).portion(after: 0, limit: 9) == rows.map(Item.aggregate))
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
        #expect(try journal.portion(after: 0, limit: 1) == batch.minutes.map(Item.aggregate))
    }
}
