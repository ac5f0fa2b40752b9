import Facilities
import Foundation
import GRDB
import Journal
import TestSupport
import Testing

/// Alters a journal 200 times at random and lists which classes a check finds, without and with a hash that was noted before.
@Suite struct AlterationTests {
    private let folder = try! TemporaryFolder()

    private struct Count {
        var tried = 0
        var found = 0
        var foundByNotedHash = 0
    }

    /// A journal with three sealed hours and the means, states and positions that a gateway keeps.
    private func original() async throws -> SealedJournal {
        var site = SealedJournal(folder.path + "/original.sqlite")
        let journal = try site.open()
        try await site.fill(journal, minutes: 0..<100)
        try await site.seal(journal, at: now + .minutes(100))
        try await site.fill(journal, minutes: 100..<220)
        try await site.seal(journal, at: now + .minutes(220))
        var batch = Batch()
        batch.entries = [entry(site.next())]
        batch.samples = [site.measured("b/1", at: now + .minutes(221), value: 3)]
        batch.progress = ["broker": UplinkProgress(live: site.sequence)]
        batch.ruleStates = [RuleState(facility: code, sequence: site.sequence, state: "{}")]
        try await journal.commit(batch)
        #expect(try journal.check().faults == [])
        journal.close()
        return site
    }

    @Test func alterationsAreFoundByClass() async throws {
        let site = try await original()
        let noted = try Journal.reading(path: site.path).ledgerHead().hash
        var counts: [Alteration: Count] = [:]
        for number in 0..<204 {
            let alteration = Alteration.allCases[number % Alteration.allCases.count]
            let copy = SealedJournal(folder.path + "/\(number).sqlite")
            try FileManager.default.copyItem(atPath: site.path, toPath: copy.path)
            var alterer = Alterer(copy, seed: UInt64(number))
            try alterer.alter(alteration)
            let journal = try Journal.reading(path: copy.path)
            let (faults, withHash) = (try journal.check().faults, try journal.check(noted: noted).faults)
            counts[alteration, default: Count()].tried += 1
            counts[alteration, default: Count()].found += faults.isEmpty ? 0 : 1
            counts[alteration, default: Count()].foundByNotedHash += withHash.isEmpty ? 0 : 1
            #expect(faults.isEmpty != alteration.isFound, "\(alteration) \(number): \(faults)")
            #expect(withHash.isEmpty != alteration.isFoundByNotedHash, "\(alteration) \(number)")
            journal.close()
            try FileManager.default.removeItem(atPath: copy.path)
        }
        print(Self.table(counts))
    }

    private static func table(_ counts: [Alteration: Count]) -> String {
        let rows = Alteration.allCases.map { alteration in
            let count = counts[alteration] ?? Count()
            return "| \(alteration.rawValue) | \(count.tried) | \(count.found) | \(count.foundByNotedHash) |"
        }
        return (["| alteration | tried | found | with a noted hash |", "|---|---|---|---|"] + rows).joined(
            separator: "\n")
    }
}
