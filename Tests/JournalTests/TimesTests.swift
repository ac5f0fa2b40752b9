import Facilities
import Journal
import TestSupport
import Testing

/// Where the samples of a time are.
struct TimesTests {
    private let folder = try! TemporaryFolder()

    /// A journal with samples of so many sequences, each stamped at `now` and so many seconds.
    private func journal(_ sequences: [Int64]) async throws -> Journal {
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", maximumBytes: 1 << 30, now: now)
        var batch = Batch()
        batch.samples = sequences.map { sample($0, [Reading(.tsp, 1, .microgramPerCubicMetre)]) }
        try await journal.commit(batch)
        return journal
    }

    private func found(_ journal: Journal, _ from: Int, _ to: Int) throws -> [Int64] {
        guard let range = try journal.sequences(in: now + .seconds(from)..<now + .seconds(to)) else { return [] }
        return [range.lowerBound, range.upperBound]
    }

    @Test func aStretchHasTheWholeTimeAndAMinuteAroundIt() async throws {
        let journal = try await journal(Array(1...1000))
        #expect(try found(journal, 300, 400) == [240, 459])
        #expect(try found(journal, 0, 2000) == [1, 1000])
        #expect(try found(journal, 900, 901) == [840, 960])
    }

    @Test func beforeAndAfterEverythingThereIsNone() async throws {
        let journal = try await journal(Array(1...1000))
        #expect(try found(journal, -1000, -59) == [])
        #expect(try found(journal, -1000, -58) == [1, 1])
        #expect(try found(journal, 1060, 5000) == [1000, 1000])
        #expect(try found(journal, 1061, 5000) == [])
    }

    @Test func anEmptyJournalHasNone() async throws {
        #expect(try found(try await journal([]), 0, 1000) == [])
    }

    @Test func sequencesWithHolesAreFoundToo() async throws {
        let journal = try await journal([5, 6, 1000, 100_000, 100_001])
        #expect(try found(journal, 0, 7) == [5, 6], "behind 6 nothing is there before 1000")
        #expect(try found(journal, 99_000, 100_000) == [1001, 100_001])
        #expect(try found(journal, 100_000, 200_000) == [1001, 100_001])
    }

    /// A clock that was days ahead gave stamps that are taken for the time at which the next start began.
    @Test func stampsThatCannotBeSoLateAreFoundAtTheTimeThatIsKnown() async throws {
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", maximumBytes: 1 << 30, now: now)
        func clock(_ sequence: Int64, _ boot: String, _ time: Timestamp) -> KeptEntry {
            let change = ClockChange(.started, boot: boot, offset: time.milliseconds, isBelieved: true)
            return KeptEntry(sequence: sequence, facility: nil, time: time, .clock(change))
        }
        var batch = Batch()
        batch.entries = [clock(1, "a", now), clock(300_000, "b", now + .hours(1))]
        batch.samples = [2, 100, 200_000, 300_001].map { sample($0, [Reading(.tsp, 1, .microgramPerCubicMetre)]) }
        batch.samples[3].time = now + .hours(1) + .seconds(1)
        batch.samples[3].content.time = batch.samples[3].time
        try await journal.commit(batch)
        #expect(try found(journal, 3000, 3500) == [])
        #expect(try found(journal, 3000, 3700) == [101, 300_001])
        #expect(try journal.sequences(in: .always) == 2...300_001)
    }

    @Test func whatADeviceMeasuredIsKnownAfterARestart() async throws {
        var journal = try await journal([1])
        for _ in 1...2 {
            #expect(journal.measured(at: code) == [device: [.tsp]])
            #expect(journal.measured(at: Facility.Code("NJ320104C000019")!) == [:])
            journal.close()
            journal = try Journal.open(path: folder.path + "/journal.sqlite", maximumBytes: 1 << 30, now: now)
        }
    }
}
