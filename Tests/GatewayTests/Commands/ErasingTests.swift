import Delivery
import Facilities
import Foundation
import Journal
import Logging
import Rules
import Synchronization
import TestSupport
import Testing

@testable import Gateway

private let kitchen = Facility.Code("NJ320104F000023")!
private let point = Facility.Code("NJ320104T000056")!
private let now = Timestamp("2026-12-01T02:00:00Z")!
private let facilities = [
    Facility(code: kitchen, name: "厨房", settings: .fumePurifier(FumeSettings(stoves: 4))),
    Facility(code: point, name: "投诉点", settings: .complaintPoint(ComplaintSettings())),
]

/// Texts of people, erased by a person at the gateway.
struct ErasingTests {
    private let folder = try! TemporaryFolder()

    private func journal() throws -> Journal { try Journal.open(path: folder.path + "/j.sqlite", now: now) }

    private func erase(
        _ id: String, everywhere: Bool = false, by name: String? = nil, _ driven: DrivenKeeping
    ) async throws -> Reply {
        let request = try JSONEncoder().encode(LocalRequest(erase: id, everywhere: everywhere, by: name))
        let requests = try LocalRequests(driven.keeping, journal: driven.journal, of: facilities)
        return try JSONDecoder().decode(Reply.self, from: Data(await requests.reply(to: [UInt8](request))))
    }

    private func enter(_ body: any RecordContent, by name: String, at code: Facility.Code, _ driven: DrivenKeeping)
        async
        -> Int64
    {
        guard case .kept(let sequences) = await driven.enter(Record(at: now, by: name, body), at: [code], now: now)
        else {
            Issue.record("not kept")
            return 0
        }
        return sequences[0]
    }

    private func names(_ journal: Journal) throws -> [Int64: String] {
        try journal.ledger(after: 0, limit: 99).reduce(into: [:]) { names, entry in
            if case .record(let record) = entry.kept.content { names[entry.kept.sequence] = record.by }
        }
    }

    @Test func bySequenceOneEntryIsErasedAndTheLedgerSaysSo() async throws {
        let journal = try journal()
        let driven = try DrivenKeeping(facilities, journal: journal)
        let first = await enter(Cleaning(remark: "滤网"), by: "王", at: kitchen, driven)
        let second = await enter(Cleaning(), by: "王", at: kitchen, driven)
        let reply = try await erase("\(first)", by: "李", driven)
        #expect((reply.answer, reply.erased) == (.kept, Erasure(sequences: [first], count: 2)))
        #expect(try names(journal) == [first: Erasure.placeholder, second: "王"])
        let entry = try #require(try journal.ledger(after: second, limit: 99).last?.kept)
        #expect([entry.sequence] == reply.sequences && entry.facility == nil)
        #expect(entry.content == .erased(Erasure(sequences: [first], count: 2, by: "李")))
        #expect(try journal.ledgerFaults() == [])
        let again = try await erase("\(first)", driven)
        #expect(again.answer == .refused && again.problems.map(\.field) == ["id"])
        #expect(again.problems.first?.text.en.contains("erased already") == true)
    }

    @Test func byAComplaintsNumberAllOfItsRecordsAreErased() async throws {
        let journal = try journal()
        let driven = try DrivenKeeping(facilities, journal: journal)
        let complaint = Complaint(id: "T-1", text: "异味", place: "江东路12-3")
        let first = await enter(complaint, by: "居民", at: point, driven)
        let second = await enter(AnsweredComplaint(id: "T-1", text: "已查"), by: "王", at: point, driven)
        let other = await enter(Complaint(id: "T-2", text: "异味"), by: "居民", at: point, driven)
        let reply = try await erase("T-1", driven)
        #expect(reply.erased == Erasure(sequences: [first, second], count: 5))
        #expect(try names(journal)[other] == "居民")
    }

    @Test func everywhereErasesTheSameTextsInOtherEntries() async throws {
        let journal = try journal()
        let driven = try DrivenKeeping(facilities, journal: journal)
        let first = await enter(Cleaning(), by: "王", at: kitchen, driven)
        let second = await enter(Cleaning(remark: "滤网"), by: "王", at: kitchen, driven)
        let third = await enter(Cleaning(), by: "王五", at: kitchen, driven)
        let reply = try await erase("sequence:\(first)", everywhere: true, driven)
        #expect(reply.erased == Erasure(sequences: [first, second], count: 2))
        #expect(try names(journal) == [first: Erasure.placeholder, second: Erasure.placeholder, third: "王五"])
        let entries = try journal.entries(of: kitchen, limit: 99).map(\.content)
        let remark = entries.contains { entry in
            if case .record(let record) = entry, let cleaning = record.body as? Cleaning {
                cleaning.remark == "滤网"
            } else {
                false
            }
        }
        #expect(remark)
    }

    @Test(arguments: ["9999", "T-9", "sequence:x", "entry:1", "complaint:", "", "-1"])
    func whatNamesNothingIsRefusedAndChangesNothing(id: String) async throws {
        let journal = try journal()
        let driven = try DrivenKeeping(facilities, journal: journal)
        _ = await enter(Cleaning(), by: "王", at: kitchen, driven)
        let before = try journal.ledgerHead()
        let reply = try await erase(id, driven)
        #expect(reply.answer == .refused && reply.problems.map(\.field) == ["id"] && !reply.isNotNow)
        #expect(reply.problems.first?.text.en.contains("write a sequence") == true)
        #expect(try journal.ledgerHead() == before)
    }

    /// A complaint may have a number that is also a sequence.
    @Test func whatNamesDifferentEntriesIsRefusedUntilItIsSaidWhich() async throws {
        let journal = try journal()
        let driven = try DrivenKeeping(facilities, journal: journal)
        let first = await enter(Cleaning(), by: "王", at: kitchen, driven)
        let second = await enter(Complaint(id: "\(first)", text: "异味"), by: "居民", at: point, driven)
        let refused = try await erase("\(first)", driven)
        #expect(refused.answer == .refused && refused.problems.first?.text.en.contains("complaint:\(first)") == true)
        let reply = try await erase("complaint:\(first)", driven)
        #expect(reply.erased?.sequences == [second])
        #expect(try names(journal)[first] == "王")
    }

    @Test(arguments: ["", String(repeating: "王", count: 61)]) func aWrongNameIsRefused(name: String) async throws {
        let driven = try DrivenKeeping(facilities, journal: journal())
        let first = await enter(Cleaning(), by: "王", at: kitchen, driven)
        let reply = try await erase("\(first)", by: name, driven)
        #expect(reply.answer == .refused && reply.problems.map(\.field) == ["by"])
    }

    @Test func whatWaitsInMemoryIsNotErased() async throws {
        let store = ScriptedStore()
        store.state.withLock { $0.always = .diskFull("disk") }
        let committer = Committer.scripted(store)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let intake = try Intake(
            facilities, journal: journal(), committer: committer, clock: .believed(), logger: logger)
        await intake.tick(now)
        await committer.flush()
        guard case .refused(let problems) = await intake.erase(ErasureRequest(id: "1"), now: now) else {
            Issue.record("not refused")
            return
        }
        #expect(problems == [.notKeptYet] && Reply(Refusal(problems: problems)).isNotNow)
    }

    @Test func whatIsPublishedFromMemoryForgetsTextsToo() {
        var recent = Recent(after: 0)
        var batch = Batch()
        batch.entries = [
            KeptEntry(
                sequence: 1, facility: kitchen, time: now, .record(Record(at: now, by: "王", Cleaning())))
        ]
        recent.take(batch)
        #expect(recent.portion(after: 0, limit: 9)?.count == 1)
        var erasing = Batch()
        erasing.erasures = [TextPlace(sequence: 1, field: "record.by")]
        erasing.entries = [
            KeptEntry(sequence: 2, facility: nil, time: now, .erased(Erasure(sequences: [1], count: 1, by: "王")))
        ]
        recent.take(erasing)
        #expect(recent.portion(after: 0, limit: 9) == nil)
        #expect(recent.portion(after: 2, limit: 9) == [])
    }

    @Test func theNameOfSomebodyWhoMayStillEnterRecordsIsErasedAfterTheyWereRemoved() async throws {
        let journal = try journal()
        let driven = try DrivenKeeping(facilities, journal: journal)
        let person = Operator(name: "刘大姐", role: .owner, since: now)
        let intake = driven.keeping.intake
        guard case .kept(let added) = await intake.enter(.added(person, .ofNobody()), now: now) else {
            Issue.record("not added")
            return
        }
        let refused = try await erase("\(added[0])", driven)
        #expect(refused.problems.first?.text.en.contains("mashang operator remove") == true)
        _ = await intake.enter(.removed(name: "刘大姐"), now: now)
        let reply = try await erase("\(added[0])", everywhere: true, driven)
        #expect(reply.erased?.count == 2)
    }
}
