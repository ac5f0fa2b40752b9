import Facilities
import Foundation
import Journal
import TestSupport
import Testing

@testable import Gateway

/// What is answered to a command that comes again after names and texts of its entry were erased.
@Suite(.timeLimit(.minutes(5))) struct DeskErasureTests {
    private let folder = try! TemporaryFolder()
    private static let at = "2026-12-01T01:00:00Z"
    private static let plates = #"{"kind":"cleaning","parts":["plates"]}"#

    private func erase(_ id: String, at site: DeskSite) async throws {
        let request = LocalRequest(erase: id, everywhere: false, by: nil)
        let reply = try await ask(request, at: site)
        #expect(reply.answer == .kept && reply.erased?.count == 1, "\(reply.text)")
    }

    private func ask(_ request: LocalRequest, at site: DeskSite) async throws -> Reply {
        let requests = try LocalRequests(site.driven.keeping, journal: site.journal, of: DeskSite.facilities)
        let line = [UInt8](try JSONEncoder().encode(request))
        return try JSONDecoder().decode(Reply.self, from: Data(await requests.reply(to: line)))
    }

    private func isInFile(_ text: String) -> Bool {
        let path = DeskSite.path(in: folder)
        return [path, path + "-wal"].contains { file in
            (FileManager.default.contents(atPath: file) ?? Data()).range(of: Data(text.utf8)) != nil
        }
    }

    @Test(arguments: DeskSite.everySource) func theSameContentIsStillKeptAndAnotherOneIsNot(source: Source) async throws
    {
        var site = try DeskSite(folder)
        let first = await site.send(cleaning, id: "a", from: source)
        let sequences = first.sequences
        try await erase("a", at: site)
        for round in ["at once", "after a restart"] {
            let again = await site.send(cleaning, id: "a", from: source)
            #expect((again.answer, again.sequences) == (.kept, sequences), "\(round): \(again.text)")
            #expect(again.erased == Erasure(sequences: sequences, count: 1))
            let others = [
                await site.send(Self.plates, id: "a", from: source),
                await site.send(cleaning, id: "a", at: Self.at, from: source),
                await site.send(cleaning, id: "a", to: DeskSite.otherKitchen, from: source),
            ]
            for other in others {
                #expect((other.answer, other.fields) == (.refused, ["id"]), "\(round): \(other.text)")
                #expect(other.problems.first?.text.en.contains("the record \(sequences[0])") == true)
            }
            let asked = try await ask(LocalRequest(answerTo: "a"), at: site)
            #expect((asked.answer, asked.sequences, asked.erased) == (.kept, sequences, again.erased))
            #expect(try site.records().count == 1)
            site.journal.close()
            site = try DeskSite(folder)
        }
    }

    @Test func thirtyDaysLaterTheSameContentIsStillKeptAndTheIDIsFreeForAnother() async throws {
        let site = try DeskSite(folder)
        let first = await site.send(cleaning, id: "a")
        try await erase("a", at: site)
        let later = DeskSite.now + KeptAnswer.memory
        #expect(await site.send(Self.plates, id: "a", now: later).answer == .refused)
        #expect(await site.send(cleaning, id: "a", now: later + .days(1)).sequences == first.sequences)
        let other = await site.send(Self.plates, id: "a", now: later + .milliseconds(1))
        #expect(other.answer == .kept && other.sequences != first.sequences)
    }

    /// Without an id the name was a part of it: whether this is the same command, or that of another person, nobody can tell.
    @Test func aCommandWithoutAnIDIsRecognisedAndEnteredOnlyUnderAnID() async throws {
        var site = try DeskSite(folder)
        let first = await site.send(cleaning, at: Self.at)
        let (hash, sequence) = (try #require(first.id), try #require(first.sequences.first))
        try await erase(hash, at: site)
        for _ in 1...2 {
            for name in ["王", "李"] {
                let again = await site.send(cleaning, at: Self.at, by: name)
                #expect((again.answer, again.fields) == (.refused, ["id"]), "\(again.text)")
                #expect(again.problems.first?.text.en.contains("the record \(sequence) has the same") == true)
                #expect(!again.isNotNow)
            }
            await site.driven.flush()
            #expect(try site.records().count == 1)
            // The refusal was not remembered under the hash that names can be tried against.
            #expect(try site.journal.answer(to: hash) == nil)
            site.journal.close()
            site = try DeskSite(folder)
        }
        #expect(await site.send(cleaning, id: "b", at: Self.at).answer == .kept)
        #expect(await site.send(cleaning, at: "2026-12-01T01:00:01Z").answer == .kept)
        #expect(await site.send(Self.plates, at: Self.at).answer == .kept)
    }

    @Test func ofTwoAlikeTheOneThatWasNotErasedKeepsItsAnswer() async throws {
        let site = try DeskSite(folder)
        let first = await site.send(cleaning, at: Self.at, by: "王")
        let second = await site.send(cleaning, at: Self.at, by: "李")
        try await erase(try #require(first.id), at: site)
        #expect(await site.send(cleaning, at: Self.at, by: "李").text == second.text)
        #expect(await site.send(cleaning, at: Self.at, by: "王").answer == .refused)
        try await erase(try #require(second.id), at: site)
        for name in ["王", "李"] { #expect(await site.send(cleaning, at: Self.at, by: name).answer == .refused) }
        #expect(try site.records().count == 2)
    }

    @Test func whatNothingIsLeftOfToCompareIsRefused() async throws {
        let site = try DeskSite(folder)
        var batch = Batch()
        // As an erasure of an older version left it.
        var mark = ContentMark(whole: "", outline: "")
        (mark.whole, mark.outline) = (nil, nil)
        batch.answers = [KeptAnswer(id: "a", time: DeskSite.now, content: mark, outcome: .kept([7]))]
        try await site.journal.commit(batch)
        for later in [Duration.zero, .days(31)] {
            let reply = await site.send(cleaning, id: "a", now: DeskSite.now + later)
            #expect((reply.answer, reply.fields) == (.refused, ["id"]))
            #expect(reply.problems.first?.text.en.contains("the record 7, whose names and texts were erased") == true)
        }
        #expect(try site.records().isEmpty)
    }

    /// Who has the journal has its key, and can hash any name that comes to mind.
    @Test func namesCannotBeTriedAgainstWhatIsLeft() async throws {
        let site = try DeskSite(folder)
        let (named, unnamed) = (await site.send(cleaning, id: "a"), await site.send(cleaning, at: Self.at))
        let hashes = try [named, unnamed].map { reply in
            let id = try #require(reply.id)
            return try #require(try site.journal.answer(to: id)?.content.whole)
        }
        #expect(hashes[1] == unnamed.id && hashes.allSatisfy(isInFile))
        for reply in [named, unnamed] { try await erase(try #require(reply.id), at: site) }
        await site.driven.flush()
        #expect(!hashes.contains(where: isInFile))
        let left = try #require(try site.journal.answer(to: "a")?.content)
        #expect(left.whole == nil)
        // What is left is the same whatever the name was.
        let key = try site.journal.secretKey()
        let outlines = ["王", "李", "张三丰"].map { name in
            let draft = RecordDraft(
                head: ["by": .text(name)],
                body: ["kind": .text("cleaning"), "parts": .list(["filter"]), "remark": .text(name)])
            return Ticket(Command(draft, id: "x"), for: DeskSite.kitchen, key)?.content.outline
        }
        #expect(Set(outlines) == [left.outline])
    }
}
