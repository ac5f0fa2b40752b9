import Facilities
import Foundation
import Journal
import TestSupport
import Testing

@testable import Gateway

/// What nobody can read of the journal's samples is said once, in the ledger and in health.
@Suite(.timeLimit(.minutes(5))) struct UnreadableLossTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }
    private let start = Timestamp("2026-11-23T02:00:00Z")!
    private let facility = Facility(code: Facility.Code("NJ320104D000049")!, name: "工地", settings: .dustSite)

    private func losses(_ journal: Journal) throws -> [Loss] {
        try journal.ledger(after: 0, limit: 999).compactMap { entry in
            if case .loss(let loss) = entry.kept.content { loss } else { nil }
        }
    }

    @Test func aSampleThatCannotBeReadIsALossOnceAlsoAfterAStart() async throws {
        let journal = try Journal.open(path: path, now: start)
        var batch = Batch()
        batch.samples = (1...4).map { number in
            let time = start + .seconds(number)
            let sample = Sample(
                device: DeviceID("p1"), time: time, readings: [Reading(.tsp, Double(number), .microgramPerCubicMetre)])
            return Kept(sequence: Int64(number), facility: facility.code, time: time, sample)
        }
        try await journal.commit(batch)
        journal.close()
        let sql = "UPDATE sample SET data = x'09' WHERE sequence = 3"
        _ = try await output(of: "sqlite3", [path, ".timeout 10000", sql])
        let expected = [Loss(from: 3, to: 3, count: 1, reason: .unreadable)]
        for _ in 1...2 {
            let next = try Journal.open(path: path, now: start + .minutes(1))
            let driven = try DrivenKeeping([facility], journal: next)
            _ = try next.portion(after: 0, limit: 99)
            for second in 1...3 { await driven.pass(start + .minutes(1) + .seconds(second)) }
            #expect(try losses(next) == expected)
            #expect(next.unreadable == 1)
            next.close()
        }
    }

    @Test func aTechnicianAndTheCentreReadIt() throws {
        var health = JournalHealth()
        #expect(JournalReport(health, hasText: true).unreadable == nil)
        health.unreadable = 60
        let report = JournalReport(health, hasText: true)
        #expect(report.unreadable == 60)
        let problems = report.problems { "\($0)" }
        #expect(problems.count == 1 && problems[0].zh.contains("60条采样已损坏"), "\(problems)")
    }
}
