import Facilities
import Journal
import TestSupport
import Testing

/// What the page of a day and its trends ask of a journal.
struct HistoryTests {
    private let folder = try! TemporaryFolder()
    private let day = Day("2026-11-23")!

    private func account(_ sequence: Int64, _ days: Int, at hours: Int = 0) -> KeptEntry {
        let account = Account(
            day: day + days, running: nil, lights: ["green": 24], coverage: nil, counters: [:], limits: [:])
        let time = (day + days + 1).start(utcOffset: 28_800) + .hours(hours)
        return KeptEntry(sequence: sequence, facility: code, time: time, .account(account))
    }

    private func record(_ sequence: Int64, _ hours: Int, _ body: any RecordContent) -> KeptEntry {
        KeptEntry(
            sequence: sequence, facility: code, time: now + .hours(hours),
            .record(Record(at: now + .hours(hours), by: "王", body)))
    }

    private func journal(_ entries: [KeptEntry]) async throws -> Journal {
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: now)
        var batch = Batch()
        batch.entries = entries
        try await journal.commit(batch)
        return journal
    }

    @Test func daysAreReadBackwardsToTheFirstAccountOfAnEarlierDay() async throws {
        let work = Maintenance(until: now + .hours(9), text: "清洗")
        let journal = try await journal(
            [
                account(1, -9), account(2, -8), record(3, -100, work), account(4, -3), entry(5), record(6, 1, work),
                account(7, -2),
            ])
        #expect(try journal.dayEntries(of: code, since: day + -3).map(\.sequence) == [7, 6, 4, 3, 2])
        #expect(try journal.dayEntries(of: code, since: day + -30).map(\.sequence) == [7, 6, 4, 3, 2, 1])
        #expect(try journal.dayEntries(of: Facility.Code("NJ320104C000018")!, since: day).isEmpty)
    }

    @Test func whatPeopleWriteIsNotTakenForAnotherKind() async throws {
        var note = Cleaning(parts: [.plates])
        note.remark = #""event":"account" "kind":"maintenance" "kind":"cityAir""#
        let journal = try await journal([record(1, 0, note)])
        #expect(try journal.dayEntries(of: code, since: day).isEmpty)
        #expect(try journal.firstDay(of: code) == nil)
        #expect(try journal.acts(of: code, in: now..<now + .hours(1), limit: 9).map(\.sequence) == [1])
    }

    @Test func actsAreTheNewestRecordsOfATimeWithoutTheCitysValues() async throws {
        let air = CityAir(from: now, pm10: 50)
        let journal = try await journal(
            [
                record(1, -1, Cleaning(parts: [.plates])), record(2, 0, Cleaning(parts: [.plates])), record(3, 1, air),
                account(4, 0),
            ]
                + (5...9).map { record($0, Int($0), Cleaning(parts: [.plates])) })
        let time = now..<now + .hours(9)
        #expect(try journal.acts(of: code, in: time, limit: 9).map(\.sequence) == [8, 7, 6, 5, 2])
        #expect(try journal.acts(of: code, in: time, limit: 2).map(\.sequence) == [8, 7])
    }

    @Test func theFirstDayIsThatOfTheFirstAccount() async throws {
        #expect(try await journal([account(3, -7), account(4, -6)]).firstDay(of: code) == day + -7)
    }
}
