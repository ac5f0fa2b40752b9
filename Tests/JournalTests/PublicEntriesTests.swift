import Facilities
import Journal
import TestSupport
import Testing

/// What everybody may read of a time.
struct PublicEntriesTests {
    private let folder = try! TemporaryFolder()
    private let kinds: Set<Entry.Kind> = [.record, .raised]

    private func open() throws -> Journal { try Journal.open(path: folder.path + "/journal.sqlite", now: now) }

    private func at(_ hours: Int, _ sequence: Int64) -> KeptEntry {
        var kept = entry(sequence)
        kept.time = now + .hours(hours)
        return kept
    }

    private func clock(_ step: ClockChange.Step, _ offset: Timestamp, _ sequence: Int64, boot: String = "a")
        -> KeptEntry
    {
        let change = ClockChange(step, boot: boot, offset: offset.milliseconds, isBelieved: true)
        return KeptEntry(sequence: sequence, facility: nil, time: offset, .clock(change))
    }

    private func journal(_ entries: [KeptEntry]) async throws -> Journal {
        let journal = try open()
        var batch = Batch()
        batch.entries = entries
        try await journal.commit(batch)
        return journal
    }

    private func found(_ journal: Journal, _ hours: Range<Int>, after: Int64 = 0, limit: Int = 100) throws -> [Int64] {
        let time = now + .hours(hours.lowerBound)..<now + .hours(hours.upperBound)
        return try journal.publicEntries(of: code, kinds, in: time, after: after, limit: limit).map(\.sequence)
    }

    @Test func aTimeBeginsWithItsFirstMomentAndEndsBeforeItsLast() async throws {
        let journal = try await journal((0...9).map { at($0, Int64($0) + 1) })
        #expect(try found(journal, 2..<5) == [3, 4, 5])
        #expect(try found(journal, -5..<0) == [] && found(journal, 10..<20) == [])
    }

    @Test func pagesContinueBehindTheLast() async throws {
        let journal = try await journal((0...9).map { at($0, Int64($0) + 1) })
        #expect(try found(journal, 1..<9, limit: 3) == [2, 3, 4])
        #expect(try found(journal, 1..<9, after: 4, limit: 3) == [5, 6, 7])
        #expect(try found(journal, 1..<9, after: 7, limit: 3) == [8, 9])
    }

    @Test func onlyWhatEverybodyMayReadOfTheWantedKindsIsFound() async throws {
        let suspicion = Suspicion(
            rule: "data.tampering", kind: .tooSmooth, cause: "b/1/vocIn", from: now, until: now, figure: 0,
            limit: .ownDefault("tamperingTurning", 5, .percent), text: Text(zh: "过于平滑", en: "smooth"))
        let journal = try await journal([
            at(1, 1), KeptEntry(sequence: 2, facility: code, time: now + .hours(1), .suspicion(suspicion)),
            KeptEntry(
                sequence: 3, facility: Facility.Code("NJ320104C000019")!, time: now + .hours(1), at(1, 3).content),
        ])
        #expect(try found(journal, 0..<2) == [1])
        let time = now..<now + .hours(2)
        #expect(try journal.publicEntries(of: code, [.suspicion], in: time, after: 0, limit: 9).isEmpty)
        #expect(try journal.publicEntries(of: code, [.raised], in: time, after: 0, limit: 9).isEmpty)
    }

    /// The clock was ten hours behind until the correction: stamps before it count ten hours later.
    @Test func aTimeIsThatOfTheCorrectedClock() async throws {
        let journal = try await journal([
            clock(.started, now, 1), at(1, 2), at(3, 3), clock(.stepped, now + .hours(10), 4), at(14, 5),
        ])
        #expect(try found(journal, 0..<10) == [])
        #expect(try found(journal, 11..<13) == [2])
        #expect(try found(journal, 11..<15) == [2, 3, 5])
    }

    /// The clock was ten hours ahead: what it stamped as later lies in the time, too.
    @Test func aTimeIsThatOfAClockThatWasSetBack() async throws {
        let journal = try await journal([
            clock(.started, now + .hours(10), 1), at(11, 2), at(13, 3), clock(.stepped, now, 4), at(4, 5),
        ])
        #expect(try found(journal, 1..<4) == [2, 3])
        #expect(try found(journal, 0..<5) == [2, 3, 5] && found(journal, 11..<14) == [])
    }
}
