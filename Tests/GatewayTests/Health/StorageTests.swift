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

    private func storage(
        used: Int64, budget: Int64 = 1000 << 20, free: Int64? = 100_000 << 20, days: Double?
    ) -> Storage {
        Storage(
            journal: used, journalBudget: budget, photographs: 3 << 20, photographCount: 2, photographBudget: 8 << 20,
            free: free, oldest: days.map { now - .seconds(Int($0 * 86_400)) })
    }

    @Test func theEstimateIsAtThePaceOfTheSamplesThatAreThere() {
        #expect(storage(used: 100 << 20, days: 10).daysLeft(at: now) == 90)
        // Less than the budget is free.
        #expect(storage(used: 100 << 20, free: 50 << 20, days: 10).daysLeft(at: now) == 5)
        let text = storage(used: 100 << 20, days: 10).text(at: now)
        #expect(text.text.zh.contains("日志库 100 / 1000 MiB") && text.text.zh.contains("约够 90 天（估算）") && !text.isProblem)
    }

    @Test func lessThanADayOfSamplesShowsNoPace() {
        for days in [nil, 0, 0.99] as [Double?] {
            let storage = storage(used: 100 << 20, days: days)
            #expect(storage.daysLeft(at: now) == nil && storage.text(at: now).text.en.contains("not known yet"))
        }
        #expect(storage(used: 100 << 20, days: 1).daysLeft(at: now) == 9)
    }

    @Test func aDiskThatIsFullBeforeTheBudgetIsAProblemInItsLastWeek() {
        #expect(storage(used: 100 << 20, free: 69 << 20, days: 10).text(at: now).isProblem)
        #expect(!storage(used: 100 << 20, free: 70 << 20, days: 10).text(at: now).isProblem)
        // The oldest readings go, as they should.
        #expect(!storage(used: 945 << 20, days: 100).text(at: now).isProblem)
        #expect(storage(used: 960 << 20, days: 100).text(at: now).text.zh.contains("已满，保留最近 100 天"))
    }

    @Test func aDiskThatDoesNotTellItsSpaceIsNoFullDisk() throws {
        let storage = storage(used: 100 << 20, free: nil, days: 10)
        let text = storage.text(at: now)
        #expect(storage.daysLeft(at: now) == nil && text.isProblem && text.text.en.contains("not known"))
        #expect(text.text.zh == "日志库 100 / 1000 MiB，磁盘剩余未知")
        let folder = try TemporaryFolder()
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: .now)
        var settings = Configuration.JournalSettings.usual
        settings.path = folder.path + "/not/there"
        #expect(try Storage(of: journal, settings).free == nil)
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
        let watch = StorageWatch(journal, settings)
        while !watch.hasFailed { try await Task.sleep(for: .milliseconds(5)) }
        #expect(watch.storage == nil)
    }

    @Test func theSpaceOfARealJournalIsSeen() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        let journal = try Journal.open(path: path, now: .now)
        var settings = Configuration.JournalSettings.usual
        settings.path = path
        let watch = StorageWatch(journal, settings)
        while watch.storage == nil { try await Task.sleep(for: .milliseconds(5)) }
        let storage = try #require(watch.storage)
        #expect(
            storage.journal > 4096 && storage.free ?? 0 > 0 && storage.photographCount == 0 && storage.oldest == nil)
    }
}
