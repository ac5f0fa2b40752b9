import Facilities
import Foundation
import Journal
import TestSupport
import Testing

private func randomReading(_ index: Int) -> Reading {
    let quantity = Quantity(rawValue: "q\(index)")!
    let values: [Double] = [
        0, -0.0, 1, -32_768, 32_768, 0.1, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .random(in: -1e6...1e6),
    ]
    switch Int.random(in: 0..<8) {
    case 0: return Reading(quantity, .pascal, bad: .noAnswer)
    case 6: return Reading(quantity, values.randomElement()!, .pascal, bound: Bound.allCases.randomElement()!)
    case 7: return Reading(quantity, values.randomElement()!, .pascal, raw: values.randomElement()!)
    case 1: return Reading(quantity, values.randomElement()!, .pascal, quality: .uncertain(.stuck))
    default: return Reading(quantity, values.randomElement()!, .pascal)
    }
}

private func failure(of work: () async throws -> Void) async -> JournalError? {
    do {
        try await work()
        return nil
    } catch {
        return error as? JournalError
    }
}

struct JournalTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    private func open(maximumBytes: Int64 = 1 << 30) throws -> Journal {
        try Journal.open(path: path, maximumBytes: maximumBytes, now: now)
    }

    @Test func samplesComeBackAsTheyWere() async throws {
        var batch = Batch()
        batch.samples = (1...200).map { sequence in
            sample(Int64(sequence), (0..<Int.random(in: 0...40)).map(randomReading))
        }
        try await open().commit(batch)
        let items = try open().portion(after: 0, limit: 1000)
        #expect(items == batch.samples.map(Item.sample))
        let zeros = zip(items, batch.samples).allSatisfy { item, kept in
            guard case .sample(let back) = item else { return false }
            return zip(back.content.readings, kept.content.readings).allSatisfy { $0.value?.sign == $1.value?.sign }
        }
        #expect(zeros)
    }

    @Test func whatIsNotForEverybodyDoesNotTakeThePlaceOfWhatIs() async throws {
        let suspicion = Suspicion(
            rule: "data.tampering", kind: .tooSmooth, cause: "b/1/tsp", from: now, until: now, figure: 0,
            limit: .ownDefault("tamperingTurning", 5, .percent), text: Text(zh: "平滑", en: "smooth"))
        let journal = try open()
        var batch = Batch()
        let note = Entry.rebuilt(Rebuilding(rules: ["carbon.cycle"], from: nil, reason: "form"))
        batch.entries = [KeptEntry(sequence: 1, facility: code, time: now, note)]
        batch.entries += (2...20).map { KeptEntry(sequence: $0, facility: code, time: now, .suspicion(suspicion)) }
        try await journal.commit(batch)
        #expect(try journal.publicNotes(of: code, limit: 5) == [batch.entries[0]])
        #expect(try journal.entries(of: code, limit: 30).count == 20)
    }

    @Test(arguments: [1, 2, 3, 7, 100]) func pagesMissAndRepeatNothing(limit: Int) async throws {
        let journal = try open()
        var batch = Batch()
        for sequence in Int64(1)...50 {
            switch Int.random(in: 0..<3) {
            case 0: batch.samples.append(sample(sequence, [Reading(.pm10, 1, .microgramPerCubicMetre)]))
            case 1: batch.entries.append(entry(sequence))
            default: batch.minutes.append(minute(sequence, [column(.pm10, [1])], after: Int(sequence)))
            }
        }
        try await journal.commit(batch)
        var sequences: [Int64] = []
        while case let portion = try journal.portion(after: sequences.last ?? 0, limit: limit), !portion.isEmpty {
            sequences += portion.map(\.sequence)
        }
        #expect(sequences == Array(1...50))
    }

    @Test func aBatchThatFailsLeavesNothing() async throws {
        let journal = try open()
        var batch = Batch()
        batch.samples = [1, 2, 2].map { sample($0, [Reading(.pm10, 1, .microgramPerCubicMetre)]) }
        batch.progress = ["broker": UplinkProgress(live: 2)]
        await #expect(throws: JournalError.self) { try await journal.commit(batch) }
        #expect(try journal.portion(after: 0, limit: 10).isEmpty)
        #expect(try journal.progress(of: "broker") == nil)
        batch.samples.removeLast()
        try await journal.commit(batch)
        #expect(try journal.portion(after: 0, limit: 10).count == 2)
    }

    @Test func positionsStatesAndTheCounterOutliveARestart() async throws {
        var batch = Batch()
        batch.entries = [entry(8)]
        var progress = UplinkProgress(live: 2)
        progress.connected(last: 5)
        batch.ruleStates = [RuleState(facility: code, sequence: 8, state: "{}")]
        batch.progress = ["broker": progress]
        batch.durable = true
        try await open().commit(batch)
        let journal = try open()
        #expect(try journal.lastSequence() == 8)
        #expect(try journal.progress(of: "broker") == progress)
        #expect(try journal.ruleState(of: code) == batch.ruleStates[0])
        #expect(try journal.entries(of: code, limit: 5) == batch.entries)
    }

    @Test func whatWasCommittedIsThereAfterACrash() async throws {
        let journal = try open()
        var batch = Batch()
        batch.samples = [sample(1, [Reading(.pm10, 12.5, .microgramPerCubicMetre)])]
        try await journal.commit(batch)
        let image = folder.path + "/image.sqlite"
        for suffix in ["", "-wal"] { try FileManager.default.copyItem(atPath: path + suffix, toPath: image + suffix) }
        #expect(try Journal.open(path: image, now: now).portion(after: 0, limit: 2) == batch.samples.map(Item.sample))
    }

    @Test func aDamagedFileIsPutAside() throws {
        try Data("this is no database, not at all".utf8).write(to: URL(filePath: path))
        let journal = try open()
        #expect(journal.quarantinedFile == path + ".corrupt-2026-11-23T020000Z")
        #expect(FileManager.default.fileExists(atPath: journal.quarantinedFile ?? ""))
        #expect(try journal.portion(after: 0, limit: 1).isEmpty)
    }

    @Test func afterADamagedFileNoSequenceIsUsedTwice() async throws {
        var batch = Batch()
        batch.entries = [entry(8)]
        try await open().commit(batch)
        try Data("damaged".utf8).write(to: URL(filePath: path))
        #expect(try open().lastSequence() == now.milliseconds)
    }

    @Test func aFullJournalKeepsWhatItHasAndCanMakeRoom() async throws {
        let journal = try open(maximumBytes: 200_000)
        var sequence: Int64 = 0
        var full = false
        while !full {
            var batch = Batch()
            batch.samples = (0..<50).map { index in
                sample(sequence + 1 + index, (0..<20).map { Reading(Quantity(rawValue: "q\($0)")!, 0.1, .pascal) })
            }
            let error = await failure { try await journal.commit(batch) }
            if case .full? = error { full = true } else { sequence += 50 }
        }
        #expect(try journal.lastSequence() == sequence)
        #expect(try journal.portion(after: sequence, limit: 1).isEmpty)
        let dropped = try await journal.dropOldest()
        #expect((dropped?.count ?? 0) > 0)
        #expect(dropped?.reason == .full)
        #expect(try journal.lastSequence() == sequence)
    }
}
