import Foundation
import TestSupport
import Testing

/// Power cuts, as a log of what the program wrote and synced lets them be made up.
@Suite(.timeLimit(.minutes(60))) struct PowerCutFaultTests {
    struct Run: CustomTestStringConvertible {
        var syncEvery: Int
        var failingSyncs: Double

        var testDescription: String { "syncEvery \(syncEvery) s, \(failingSyncs) of the syncs fail" }
    }

    /// What a power cut left, for the gateway to start with.
    struct State: Decodable {
        var folder: String
        /// The newest sequence that had reached the broker.
        var published: Int
        /// Sequences of the records that had been answered as kept.
        var records: [String: [Int]]
    }

    /// What `Tests/Faults/replay.py` finds.
    private struct Verdict: Decodable {
        var states: Int
        var operations: Int
        var syncs: Int
        var failedSyncs: Int
        var readings: Int
        var records: Int
        var wrong: [String: Int]
        var mostReadingsLost: Int
        /// In seconds.
        var oldestReadingLost: Double
        var givenAgain: Int
        var kept: [State]
        var examples: [String]

        var summary: String {
            let wrong = wrong.filter { $1 > 0 }.sorted { $0 < $1 }.map { "\($0) \($1)" }.joined(separator: ", ")
            return "\(states) states of \(operations) operations with \(syncs) syncs and \(failedSyncs) failed ones, "
                + "\(readings) readings, \(records) records; at most \(mostReadingsLost) readings lost, up to "
                + "\(oldestReadingLost) s old; \(givenAgain) states would give published sequences again; "
                + "wrong: \(wrong.isEmpty ? "nothing" : wrong)"
        }
    }

    @Test(arguments: [
        Run(syncEvery: 1, failingSyncs: 0), Run(syncEvery: 10, failingSyncs: 0), Run(syncEvery: 1, failingSyncs: 0.3),
    ])
    func aPowerCutTakesNoRecordAndNoReadingThatIsOlderThanAllowed(_ run: Run) async throws {
        let site = try FaultSite(syncEvery: "\(run.syncEvery)s")
        let witness = try await site.witness()
        defer { witness.stop() }
        let log = WriteLog(in: site.folder.path)
        let recorder = Recorder(socket: site.socket, log: log)
        let published = try await work(at: site, log, recorder, witness, run)
        let verdict = try await replay(log, recorder, published, run, in: site.folder.path)
        print("fault power cut (\(run.testDescription)): seed \(FaultLength.seed), \(verdict.summary)")
        var startsThatGiveAgain = 0
        for state in verdict.kept where try await givesAgain(state) { startsThatGiveAgain += 1 }
        print(
            "fault power cut (\(run.testDescription)): \(startsThatGiveAgain) of \(verdict.kept.count) starts gave published "
                + "sequences again")
        #expect(verdict.givenAgain == 0 && startsThatGiveAgain == 0)
        #expect(verdict.states >= FaultLength.of(20, long: 340))
        #expect(verdict.readings >= 20 && verdict.records >= (run.failingSyncs > 0 ? 1 : 4))
        #expect(verdict.failedSyncs > 0 || run.failingSyncs == 0)
        #expect(verdict.wrong.values.allSatisfy { $0 == 0 }, "\(verdict.wrong): \(verdict.examples)")
    }

    /// A gateway at work for some seconds.
    ///
    /// - Returns: how far it had published when the log was how long.
    private func work(
        at site: FaultSite, _ log: WriteLog, _ recorder: Recorder, _ witness: Witness, _ run: Run
    ) async throws -> [[String: Int]] {
        let disk = try FailingDisk(in: site.folder.path)
        let gateway = try site.start(try await log.environment(over: disk))
        #expect(await eventually { site.device.answered > 0 }, "\(gateway.output)")
        if run.failingSyncs > 0 { try disk.fail("fsync", share: run.failingSyncs) }
        // With records, whose syncs take readings along, and without any, when readings wait for a sync of their own.
        let time = FaultLength.of(Duration.seconds(2.5), long: .seconds(13))
        var published = try await recorder.entering(.milliseconds(150)) { await publishing(log, witness, for: time) }
        published += await publishing(log, witness, for: time)
        try disk.recover()
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
        return published
    }

    private func publishing(_ log: WriteLog, _ witness: Witness, for time: Duration) async -> [[String: Int]] {
        let end = ContinuousClock.now + time
        var (seen, newest, published) = (0, 0, [[String: Int]]())
        while ContinuousClock.now < end {
            let messages = witness.messages
            newest = max(newest, Witness.sequences(Array(messages[seen...])).max() ?? 0)
            seen = messages.count
            // Taken afterwards: all of this was published before the log was so long.
            published.append(["newest": newest, "log": log.length])
            _ = await witness.wait(upTo: min(.seconds(1), end - .now)) { $0.count > seen }
        }
        return published
    }

    /// Starts a gateway with what a power cut left.
    ///
    /// - Returns: whether it gave sequences again under which something had been published.
    private func givesAgain(_ state: State) async throws -> Bool {
        let site = try FaultSite(journalFolder: state.folder, brokerPort: 1, answers: 100_000)
        let before = try await JournalAudit.of(site.journal)
        // It is another start of the machine.
        let gateway = try site.start(["MASHANG_BOOT_ID": "0123456789abcdef0123456789abcdef"])
        let recorder = Recorder(socket: site.socket, prefix: "after")
        #expect(await eventually { await recorder.enterOne().isKept }, "\(gateway.output)")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
        let audit = try await JournalAudit.of(site.journal)
        audit.expectSound("power cut", seed: FaultLength.seed)
        audit.expectHolds(recorder, "power cut", seed: FaultLength.seed)
        let lost = state.records.filter { !Set($1).isSubset(of: audit.records[$0] ?? []) }
        #expect(lost.isEmpty, "seed \(FaultLength.seed): answered as kept, and not there after the start")
        let new = (audit.samples.map(\.sequence) + audit.entries + audit.means).filter { $0 > before.newest }
        return new.contains { $0 <= state.published }
    }

    private func replay(
        _ log: WriteLog, _ recorder: Recorder, _ published: [[String: Int]], _ run: Run, in folder: String
    ) async throws -> Verdict {
        let acknowledged = recorder.entered.compactMap { one -> [String: Any]? in
            guard case .kept(let sequences) = one.outcome else { return nil }
            return ["id": one.id, "sequences": sequences, "log": one.log]
        }
        let (records, sequences) = (folder + "/acknowledged.json", folder + "/published.json")
        try JSONSerialization.data(withJSONObject: acknowledged).write(to: URL(filePath: records))
        try JSONSerialization.data(withJSONObject: published).write(to: URL(filePath: sequences))
        let script = Program.repository + "/Tests/Faults/replay.py"
        let numbers = ["\(FaultLength.of(10, long: 120))", "\(run.syncEvery)", "\(FaultLength.seed)"]
        let states = [folder, "\(FaultLength.of(2, long: 20))"]
        let (status, text) = try await result(
            of: JournalAudit.python(), ["-B", script, log.path, records, sequences] + numbers + states)
        try #require(status == 0, "\(text)")
        return try JSONDecoder().decode(Verdict.self, from: Data(text.utf8))
    }
}
