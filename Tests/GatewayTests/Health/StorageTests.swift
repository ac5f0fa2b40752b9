import Facilities
import Foundation
import Journal
import SiteConfiguration
import TestSupport
import Testing

@testable import Gateway

/// How long the space of the journal lasts, as far as it can be known.
@Suite(.timeLimit(.minutes(1))) struct StorageTests {
    private let now = Timestamp("2026-11-24T04:00:00Z")!

    /// 16 MiB of the budget are for the -wal, and 1000 for content.
    ///
    /// - Parameter growth: mebibytes a day.
    private func storage(
        used: Int64, budget: Int64 = 1016 << 20, free: Int64? = 100_000 << 20, growth: Double?, days: Double = 10,
        hasDropped: Bool = false
    ) -> Storage {
        Storage(
            journal: used, journalBudget: budget, photographs: 3 << 20, photographCount: 2, photographBudget: 8 << 20,
            free: free, oldest: now - .seconds(Int(days * 86_400)), growth: growth.map { $0 * 1_048_576 },
            hasDropped: hasDropped)
    }

    @Test func theEstimateIsAtThePresentRate() {
        #expect(storage(used: 100 << 20, growth: 10).daysLeft == 90)
        #expect(storage(used: 100 << 20, growth: 10).budgetDays == 100)
        // Less than the budget is free.
        #expect(storage(used: 100 << 20, free: 50 << 20, growth: 10).daysLeft == 5)
        let text = storage(used: 100 << 20, growth: 10).text(at: now)
        #expect(text.text.zh == "日志库 0.1 / 1 GiB，磁盘剩余 98 GiB；按目前速度还够 90 天，整个预算够 100 天（估算）")
        #expect(text.text.en.contains("full in some 90 d, and the whole budget lasts some 100 d") && !text.isProblem)
        #expect(storage(used: 100 << 20, growth: 400).text(at: now).text.zh.contains("还够 2.3 天，整个预算够 2.5 天"))
    }

    @Test func withoutARateNothingIsSaidOfDays() {
        let storage = storage(used: 100 << 20, growth: nil)
        #expect(storage.daysLeft == nil && storage.budgetDays == nil)
        #expect(storage.text(at: now).text.en.contains("in the last day: how long it lasts is not known"))
    }

    @Test func aDiskThatIsFullBeforeTheBudgetIsAProblemInItsLastWeek() {
        #expect(storage(used: 100 << 20, free: 69 << 20, growth: 10).text(at: now).isProblem)
        #expect(!storage(used: 100 << 20, free: 70 << 20, growth: 10).text(at: now).isProblem)
        // The oldest readings go, as they should.
        #expect(!storage(used: 945 << 20, growth: 10).text(at: now).isProblem)
    }

    /// It is full for ever, and never gets fuller: what counts is how far back it reaches.
    @Test func onlyWhatHasDroppedSomethingIsFull() {
        let ring = storage(used: 960 << 20, growth: 10, days: 97, hasDropped: true)
        #expect(ring.text(at: now).text.zh.hasSuffix("已满，保留最近 97 天的读数，按目前速度能存 100 天（估算）"))
        #expect(
            ring.text(at: now).text.en.hasSuffix(
                "with the readings of the last 97 d; at the present rate it holds some 100 d (an estimate)"))
        #expect(ring.daysLeft == nil && ring.budgetDays == 100 && !ring.text(at: now).isProblem)
        let before = storage(used: 960 << 20, growth: 10, days: 97)
        #expect(before.text(at: now).text.zh.contains("按目前速度还够 4 天") && before.daysLeft == 4)
        // Since then the budget was raised.
        #expect(storage(used: 100 << 20, growth: 10, hasDropped: true).daysLeft == 90)
    }

    @Test func whatWasDroppedIsKnownBeforeAndAfterTheLedgerSaysSo() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        let journal = try Journal.open(path: path, now: now)
        var batch = Batch()
        batch.samples = (1...20).map { number in
            Kept(
                sequence: number, facility: Facility.Code("NJ320104C00012K")!, time: now,
                Sample(device: DeviceID("p1"), time: now, readings: [Reading(.temperature, 20, .celsius)]))
        }
        try await journal.commit(batch)
        #expect(try !journal.hasDropped())
        let loss = try #require(try await journal.dropOldest())
        #expect(try journal.hasDropped())
        batch = Batch()
        batch.entries = [KeptEntry(sequence: 21, facility: nil, time: now, .loss(loss))]
        try await journal.commit(batch)
        journal.close()
        let next = try Journal.open(path: path, now: now)
        #expect(try next.losses.isEmpty && next.hasDropped())
    }

    /// A folder is listed only where it was changed.
    @Test func photographsAreNotListedAgainWhereNothingHasChanged() throws {
        let folder = try TemporaryFolder()
        let photographs = PhotographFolder(of: folder.path + "/journal.sqlite")
        #expect(try photographs.usage(known: nil).count == 0)
        let id = PhotographID(rawValue: String(repeating: "a", count: 64))!
        try photographs.write([1, 2, 3], as: id, .jpeg, at: now)
        let first = try photographs.usage(known: nil)
        #expect(first.count == 1 && first.bytes == 3)
        // A folder that was changed a moment ago may change once more within the same tick of its clock.
        try setChanged(photographs.path, secondsAgo: 60)
        let settled = try photographs.usage(known: first)
        let file = "\(photographs.path)/\(id).\(PhotographType.jpeg.fileExtension)"
        let handle = try FileHandle(forWritingTo: URL(filePath: file))
        try handle.write(contentsOf: Data([1, 2, 3, 4, 5]))
        try handle.close()
        #expect(try photographs.usage(known: settled).bytes == 3)
        try setChanged(photographs.path, secondsAgo: 30)
        #expect(try photographs.usage(known: settled).bytes == 5)
    }

    private func setChanged(_ path: String, secondsAgo: Int) throws {
        let date = Date(timeIntervalSince1970: Double(time(nil) - secondsAgo))
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    }

    /// A device that was read once a minute for two days, and ten times as often in the last of them.
    @Test func theRateIsThatOfTheLastDay() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: now)
        let (start, code) = (now - .days(2), Facility.Code("NJ320104C00012K")!)
        let seconds = Array(stride(from: 0, to: 86_400, by: 60)) + Array(stride(from: 86_400, to: 172_800, by: 6))
        var batch = Batch()
        batch.samples = seconds.enumerated().map { number, second in
            let time = start + .seconds(second)
            let readings = [Reading(.temperature, Double(second % 100) / 10, .celsius)]
            return Kept(
                sequence: Int64(number) + 1, facility: code, time: time,
                Sample(device: DeviceID("p1"), time: time, readings: readings))
        }
        try await journal.commit(batch)
        #expect(try journal.growthADay(until: start + .seconds(3599)) == nil)
        let growth = try #require(try journal.growthADay(until: now))
        let share = 14_400.0 / Double(seconds.count)
        #expect(abs(growth / (Double(try journal.usedBytes()) * share) - 1) < 0.02)
    }

    @Test func aDiskThatDoesNotTellItsSpaceIsNoFullDisk() throws {
        let storage = storage(used: 100 << 20, free: nil, growth: 10)
        let text = storage.text(at: now)
        #expect(storage.daysLeft == nil && text.isProblem && text.text.en.contains("not known"))
        #expect(text.text.zh == "日志库 0.1 / 1 GiB，磁盘剩余未知")
        let folder = try TemporaryFolder()
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: .now)
        var settings = Configuration.JournalSettings.usual
        settings.path = folder.path + "/not/there"
        let photographs = try journal.photographFolder.usage(known: nil)
        #expect(try Storage(of: journal, photographs, settings, now: now).free == nil)
    }

    @Test func aLookThatFailsIsNotOneThatWasNotMade() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        let journal = try Journal.open(path: path, now: .now)
        // No folder can be listed there.
        let photographs = journal.photographFolder.path
        try? FileManager.default.removeItem(atPath: photographs)
        try Data("x".utf8).write(to: URL(filePath: photographs))
        var settings = Configuration.JournalSettings.usual
        settings.path = path
        let watch = StorageWatch(journal, settings) { .now }
        while !watch.hasFailed { try await Task.sleep(for: .milliseconds(5)) }
        #expect(watch.storage == nil)
    }

    @Test func theSpaceOfARealJournalIsSeen() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        let journal = try Journal.open(path: path, now: .now)
        var settings = Configuration.JournalSettings.usual
        settings.path = path
        let watch = StorageWatch(journal, settings) { .now }
        while watch.storage == nil { try await Task.sleep(for: .milliseconds(5)) }
        let storage = try #require(watch.storage)
        #expect(
            storage.journal > 4096 && storage.free ?? 0 > 0 && storage.photographCount == 0 && storage.oldest == nil
                && storage.growth == nil)
    }
}
