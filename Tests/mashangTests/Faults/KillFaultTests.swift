import Foundation
import TestSupport
import Testing

/// The end of the process at random moments.
@Suite(.timeLimit(.minutes(60))) struct KillFaultTests {
    private static let period = 0.1

    @Test func aKillCostsAtMostTheReadingThatWasUnderWay() async throws {
        let (seed, kills) = (FaultLength.seed, FaultLength.of(12, long: 150))
        var random = SplitMix(seed: seed)
        let site = try FaultSite()
        let witness = try await site.witness()
        defer { witness.stop() }
        let recorder = Recorder(socket: site.socket)
        var quiet: [Range<Int>] = []
        for kill in 1...kills {
            let gateway = try site.start()
            let before = site.device.answered
            let moment = Duration.milliseconds(Int.random(in: 0..<700, using: &random))
            // Records take waiting readings along into their commits: every other round has none. Every fourth gateway is
            // killed while it starts, the others at any phase of their work.
            try await recorder.entering(kill % 2 == 0 ? .milliseconds(40) : nil) {
                if kill % 4 != 0 { await answers(of: site, after: gateway) }
                try await Task.sleep(for: moment)
                await gateway.end(SIGKILL)
            }
            if kill % 2 == 1 { quiet.append(before + 1..<site.device.answered + 1) }
        }
        let gateway = try site.start()
        await answers(of: site, after: gateway)
        let (status, answered) = await site.end(gateway, seenBy: witness)
        #expect(status == 0, "\(gateway.output)")
        let verified = try await site.run("ledger", "verify")
        #expect(verified.status == 0, "\(verified.output)")
        let audit = try await JournalAudit.of(site.journal)
        let lost = audit.missingAnswers(upTo: answered)
        let lostInQuiet = lost.count { answer in quiet.contains { $0 ~= answer } }
        print(
            "fault kill: seed \(seed), \(kills) kills, \(answered) answers, \(lost.count) lost, \(lostInQuiet) of them in the "
                + "\(quiet.count) rounds without records: \(seconds(lostInQuiet, quiet.count)) s a kill; \(recorder.summary)"
        )
        audit.expectSound("kill", seed: seed)
        audit.expectHolds(recorder, "kill", seed: seed)
        audit.expectHasAll(witness.messages, "kill", seed: seed)
        #expect(lost.count <= kills, "seed \(seed)")
        #expect(lostInQuiet <= quiet.count, "seed \(seed)")
    }

    private func seconds(_ lost: Int, _ kills: Int) -> Double { Double(lost) * Self.period / Double(kills) }

    /// Returns when the device has answered this gateway three times.
    private func answers(of site: FaultSite, after gateway: Program) async {
        let before = site.device.answered
        #expect(await eventually { site.device.answered >= before + 3 }, "\(gateway.output)")
    }
}
