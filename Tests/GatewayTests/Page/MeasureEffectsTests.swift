import Facilities
import Journal
import TestSupport
import Testing
import WebPage

@testable import Gateway

/// What followed a measure, from the minutes that the journal has.
@Suite struct MeasureEffectsTests {
    private static let code = Facility.Code("NJ320104D000049")!
    private static let done = Timestamp("2026-11-27T06:00:00Z")!
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func record(_ sequence: Int64, _ body: any RecordContent, at time: Timestamp = done) -> KeptEntry {
        KeptEntry(sequence: sequence, facility: Self.code, time: time, .record(Record(at: time, by: "张三", body)))
    }

    /// A quarter of an hour at 620 µg/m³ and one at 310.
    private func journal(_ entries: [KeptEntry]) async throws -> Journal {
        let journal = try Journal.open(path: path, now: Self.done)
        var batch = Batch()
        batch.entries = entries
        batch.minutes = (-15..<15).map { minute in
            var values = Accumulator(.arithmetic)
            values.add(minute < 0 ? 620 : 310)
            let start = Self.done + .minutes(minute)
            let column = Aggregate.Column(.tsp, .microgramPerCubicMetre, values, minutes: 1)
            let mean = Aggregate(device: DeviceID("east"), interval: .minute, start: start, columns: [column])
            return Kept(sequence: Int64(100 + minute), facility: Self.code, time: mean.end, mean)
        }
        try await journal.commit(batch)
        return journal
    }

    private func effects(_ entries: [KeptEntry], until now: Timestamp, _ journal: Journal) throws -> [Int64:
        MeasureEffect]
    {
        try JournalPageSource.effects(of: entries, at: Self.code, until: now, journal)
    }

    @Test func theMinutesAroundARecordSayItAlsoAfterARestart() async throws {
        let entries = [record(1, SiteMeasure([.spray]))]
        let journal = try await journal(entries)
        let expected = [Int64(1): MeasureEffect(before: 620, after: 310)]
        #expect(try effects(entries, until: Self.done + .minutes(15), journal) == expected)
        journal.close()
        let again = try Journal.open(path: path, now: Self.done)
        let kept = try again.records(of: Self.code, [SiteMeasure.kind], limit: 9).entries
        #expect(try effects(kept, until: Self.done + .hours(9), again) == expected)
    }

    @Test func nothingIsSaidBeforeAQuarterOfAnHourIsOver() async throws {
        let entries = [record(1, SiteMeasure([.spray]))]
        #expect(try effects(entries, until: Self.done + .minutes(14), try await journal(entries)) == [:])
    }

    @Test func nothingIsSaidOfWhatDoesNothingToDustOrHasNoData() async throws {
        let entries = [
            record(1, SiteMeasure([.board, .night])), record(2, CityAir(from: Self.done, pm10: 60)),
            record(3, SiteMeasure([.spray]), at: Self.done - .hours(3)),
        ]
        #expect(try effects(entries, until: Self.done + .hours(1), try await journal(entries)) == [:])
    }

    @Test func theNewestRecordsOfSomeKindsAreFoundAmongAll() async throws {
        let text = SiteMeasure([.board], remark: #""kind":"cityAir""#)
        let entries = [
            record(1, SiteMeasure([.spray])), record(2, CityAir(from: Self.done, pm10: 60)), record(3, text),
            record(4, SiteMeasure([.cannon])),
        ]
        let journal = try await journal(entries)
        #expect(try journal.records(of: Self.code, [SiteMeasure.kind], limit: 2).entries.map(\.sequence) == [4, 3])
        #expect(try journal.records(of: Self.code, [CityAir.kind], limit: 9).entries.map(\.sequence) == [2])
        #expect(try journal.records(of: Self.code, [CityAir.kind, SiteMeasure.kind], limit: 9).entries.count == 4)
        #expect(
            try journal.records(of: Facility.Code("NJ320104D000050")!, [SiteMeasure.kind], limit: 9).entries.isEmpty)
        let later = try journal.records(of: Self.code, [SiteMeasure.kind], after: 3, limit: 9)
        #expect(later.entries.map(\.sequence) == [4] && later.through == 4, "What was searched is not searched again")
        #expect(try journal.records(of: Self.code, [SiteMeasure.kind], after: 4, limit: 9).through == 4)
    }
}
