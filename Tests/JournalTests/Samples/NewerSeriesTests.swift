import Delivery
import Facilities
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Journal

/// A series with a unit of a newer version, after a downgrade with the same schema.
@Suite struct NewerSeriesTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }
    private let name = SeriesName(facility: "\(code)", device: "b/1")

    private func tamper(_ site: SealedJournal, isNewer: Bool) throws {
        let units = isNewer ? ["µg/m3", "grain/ft3"] : ["grain/ft3", "µg/m3"]
        let devices = "device = 'b/1'"
        try site.tamper(
            "UPDATE series SET columns = replace(replace(columns, '\(units[0])', '\(units[1])'), "
                + "'\(units[0].replacing("/", with: "\\/"))', '\(units[1].replacing("/", with: "\\/"))') WHERE \(devices)"
        )
    }

    private func journal(isFolded: Bool) async throws -> (SealedJournal, [Item]) {
        var site = SealedJournal(path)
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<130)
        try await site.seal(journal, at: now + .minutes(130))
        while isFolded, try await journal.fold() {}
        let items = try journal.portion(after: 0, limit: .max)
        journal.close()
        return (site, items)
    }

    @Test(arguments: [true, false]) func itIsNeitherDamagedNorDeletedAndStaysAsItIs(isFolded: Bool) async throws {
        let (site, items) = try await journal(isFolded: isFolded)
        try tamper(site, isNewer: true)
        let older = try site.open()
        let check = try older.check()
        #expect(check.faults == [])
        #expect(check.newer == [name: 130])
        let page = try older.stretch(.init(after: 0, upTo: .max, limit: .max))
        #expect(page.unreadable == [] && page.items.count == items.count - 130)
        #expect(older.takeUnreadable() == [])
        let newer = try older.newer(in: 1...(.max))
        #expect(newer.map(\.name) == [name] && newer.map(\.count) == [130])
        #expect(newer[0].text.zh.contains("较新版本") && newer[0].text.en.contains("newer version"))
        // It may fold them, as they are stored.
        while try await older.fold() {}
        #expect(try older.check().faults == [] && older.check().newer == [name: 130])
        older.close()
        try tamper(site, isNewer: false)
        let again = try site.open()
        #expect(try again.portion(after: 0, limit: .max) == items)
        #expect(try again.check().faults == [] && again.check().newer == [:])
    }

    /// What is missing is missing, also where a newer version wrote it.
    @Test func aDeletionIsFoundAllTheSame() async throws {
        let (site, _) = try await journal(isFolded: false)
        try tamper(site, isNewer: true)
        try site.tamper("DELETE FROM sample WHERE sequence = 4")
        #expect(try site.open().check().faults.count == 2)
    }

    /// No version writes such columns: it is damage.
    @Test func columnsThatAreNoneAreNotCalledNewer() async throws {
        let (site, _) = try await journal(isFolded: true)
        try site.tamper("UPDATE series SET columns = '[{\"quantity\":7}]' WHERE device = 'b/1'")
        let check = try site.open().check()
        #expect(check.newer == [:] && check.faults != [])
    }
}
