import Facilities
import Journal
import Photographs
import TestSupport
import Testing

@testable import Gateway

private let now = PhotographSite.now

/// Photographs of 30 kB each in a budget of three of them and some.
@Suite(.timeLimit(.minutes(5))) struct PhotographSpaceTests {
    private let folder = try! TemporaryFolder()
    private let size = 30_000

    private func removals(_ site: PhotographSite) throws -> [PhotographRemoval] {
        try site.site.journal.ledger(after: 0, limit: 1000).compactMap { entry in
            if case .photographsRemoved(let removal) = entry.kept.content { removal } else { nil }
        }
    }

    @Test func theOldestGoFirstAndTheLedgerNamesThem() async throws {
        let site = try PhotographSite(folder, budget: 100_000)
        var ids: [PhotographID] = []
        for number in 0..<3 {
            ids.append(try await site.take(number, bytes: size, now: now + .minutes(number)))
            #expect(await site.clean([ids[number]], now: now + .minutes(number)).answer == .kept)
        }
        #expect(try removals(site) == [])
        ids.append(try await site.take(3, bytes: size, now: now + .minutes(3)))
        #expect(try removals(site) == [PhotographRemoval([ids[0]])])
        #expect(try site.folder.files().map(\.id) == Array(ids[1...]))
        #expect(try site.faults() == [])
        // What was deleted for space may be taken again, and is needed again by a later record.
        _ = try await site.take(0, bytes: size, now: now + .minutes(4))
        let sequence = await site.clean([ids[0]], now: now + .minutes(4)).sequences[0]
        try site.folder.remove([ids[0]])
        #expect(try site.faults() == [.photographMissing(ids[0], sequence: sequence)])
    }

    @Test func thoseThatNoRecordNamesGoWithoutAnEntry() async throws {
        let site = try PhotographSite(folder, budget: 100_000)
        for number in 0..<4 { _ = try await site.take(number, bytes: size, now: now + .minutes(number)) }
        #expect(try removals(site) == [])
        #expect(try site.folder.files().count == 3)
    }

    @Test func thoseOfThePublicFillHalfAndAreRefusedThen() async throws {
        let site = try PhotographSite(folder, budget: 130_000)
        for number in 0..<2 { _ = try await site.take(number, bytes: size, isPublic: true) }
        await #expect(throws: PhotographRefusal.publicShareUsed) { try await site.take(2, bytes: size, isPublic: true) }
        #expect(try site.folder.files().count == 2)
        _ = try await site.take(2, bytes: size)
        // One that the public sent and that a role's record names as well counts as that of the role.
        let first = try #require(try site.folder.files().first?.id)
        #expect(await site.clean([first]).answer == .kept)
        _ = try await site.take(3, bytes: size, isPublic: true, now: now + .minutes(1))
    }

    @Test func afterARestartComplaintsStillCountAsPublic() async throws {
        let site = try PhotographSite(folder, budget: 130_000)
        for number in 0..<2 {
            let id = try await site.take(number, bytes: size, isPublic: true)
            #expect(await site.complain([id], id: "T-\(number)").answer == .kept)
        }
        site.site.journal.close()
        let next = try PhotographSite(folder, budget: 130_000)
        await #expect(throws: PhotographRefusal.publicShareUsed) { try await next.take(2, bytes: size, isPublic: true) }
    }

    @Test func whatACleaningProvesNeverGivesWayToAComplaint() async throws {
        let site = try PhotographSite(folder, budget: 100_000)
        var ids: [PhotographID] = []
        for number in 0..<3 {
            ids.append(try await site.take(number, bytes: size, now: now + .minutes(number)))
            #expect(await site.clean([ids[number]], now: now + .minutes(number)).answer == .kept)
        }
        await #expect(throws: PhotographRefusal.spaceUsed) {
            try await site.take(3, bytes: size, isPublic: true, now: now + .days(400))
        }
        #expect(try removals(site) == [])
        #expect(try site.folder.files().map(\.id) == ids)
    }

    @Test func whatWaitsForItsRecordDoesNotGiveWayToAComplaint() async throws {
        let site = try PhotographSite(folder, budget: 100_000)
        for number in 0..<3 { _ = try await site.take(number, bytes: size, now: now) }
        site.site.journal.close()
        // After a restart nobody knows who sent them.
        let next = try PhotographSite(folder, budget: 100_000)
        await #expect(throws: PhotographRefusal.publicShareUsed) {
            try await next.take(3, bytes: size, isPublic: true, now: now)
        }
        #expect(try next.folder.files().count == 3)
    }

    @Test func photographsOfAComplaintGiveWayThirtyDaysAfterItsClosing() async throws {
        let site = try PhotographSite(folder, budget: 130_000)
        var ids: [PhotographID] = []
        for number in 0..<2 {
            ids.append(try await site.take(number, bytes: size, isPublic: true, now: now + .minutes(number)))
            #expect(await site.complain([ids[number]], id: "T-\(number)").answer == .kept)
        }
        let third = { (time: Timestamp) in try await site.take(2, bytes: size, isPublic: true, now: time) }
        await #expect(throws: PhotographRefusal.publicShareUsed) { try await third(now + .days(400)) }
        #expect(await site.close("T-1").answer == .kept)
        await #expect(throws: PhotographRefusal.publicShareUsed) {
            try await third(now + .days(30) - .milliseconds(1))
        }
        let taken = try await third(now + .days(30))
        #expect(try removals(site) == [PhotographRemoval([ids[1]])])
        #expect(Set(try site.folder.files().map(\.id)) == [ids[0], taken])
        #expect(try site.faults() == [])
        // The one that stays is of a complaint that is open.
        #expect(await site.complain([taken], id: "T-2").answer == .kept)
        await #expect(throws: PhotographRefusal.publicShareUsed) {
            try await site.take(3, bytes: size, isPublic: true, now: now + .days(400))
        }
    }

    @Test func aComplaintThatWasTakenUpAgainKeepsItsPhotographs() async throws {
        let site = try PhotographSite(folder, budget: 70_000)
        let id = try await site.take(0, bytes: size, isPublic: true)
        #expect(await site.complain([id], id: "T-0").answer == .kept)
        #expect(await site.close("T-0").answer == .kept)
        let reopened = await site.site.send(
            #"{"kind":"complaintProgress","id":"T-0","state":"reopened"}"#, id: "again", to: DeskSite.point)
        #expect(reopened.answer == .kept)
        await #expect(throws: PhotographRefusal.publicShareUsed) {
            try await site.take(1, bytes: size, isPublic: true, now: now + .days(400))
        }
        #expect(await site.close("T-0").answer == .kept)
        _ = try await site.take(1, bytes: size, isPublic: true, now: now + .days(400))
        #expect(await !site.has(id))
    }
}
