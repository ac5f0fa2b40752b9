import Facilities
import Journal
import TestSupport
import Testing

struct AnswersTests {
    private let folder = try! TemporaryFolder()

    private func refusals(_ ids: some Sequence<String>, at time: Timestamp) -> Batch {
        var batch = Batch()
        batch.answers = ids.map { id in
            KeptAnswer(id: id, time: time, content: ContentMark(whole: id, outline: id), outcome: .refused([]))
        }
        return batch
    }

    private func ids(_ name: String, _ count: Int) -> [String] { (0..<count).map { "\(name)-\($0)" } }

    private func remembered(_ ids: [String], _ journal: Journal) throws -> Int {
        try ids.count { try journal.answer(to: $0) != nil }
    }

    @Test func theOldestRefusalsAreForgotten() async throws {
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: now)
        let (old, new) = (ids("old", KeptAnswer.mostRefusals), ids("new", 3))
        try await journal.commit(refusals(old, at: now))
        #expect(try remembered(old, journal) == KeptAnswer.mostRefusals)
        for id in new { try await journal.commit(refusals([id], at: now + .seconds(1))) }
        #expect(try remembered(new, journal) == 3)
        #expect(try remembered(old, journal) == KeptAnswer.mostRefusals - 3)
    }

    @Test(arguments: [Duration.seconds(1), .days(29), .days(4000), .days(-1)])
    func refusalsOfAClockThatWasWrongDoNotPushOutLaterOnes(ahead: Duration) async throws {
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: now)
        let (wrong, later) = (ids("wrong", KeptAnswer.mostRefusals), ids("later", 200))
        try await journal.commit(refusals(wrong, at: now + ahead))
        for (index, id) in later.enumerated() {
            try await journal.commit(refusals([id], at: now + .seconds(index)))
        }
        #expect(try remembered(later, journal) == later.count)
        #expect(try remembered(wrong, journal) == KeptAnswer.mostRefusals - later.count)
    }
}
