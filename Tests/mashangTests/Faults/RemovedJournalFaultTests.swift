import Foundation
import TestSupport
import Testing

/// A journal that somebody removes while the gateway runs.
@Suite(.timeLimit(.minutes(60))) struct RemovedJournalFaultTests {
    @Test(arguments: [[""], ["", "-wal", "-shm"]])
    func whatWasInItIsBesideItAndNothingIsUsedTwice(_ removed: [String]) async throws {
        let site = try FaultSite()
        let witness = try await site.witness()
        defer { witness.stop() }
        let recorder = Recorder(socket: site.socket)
        let gateway = try site.start()
        #expect(await witness.wait { $0.answers.count >= 10 }, "\(gateway.output)")
        for _ in 1...3 { #expect(await recorder.enterOne().isKept, "\(gateway.output)") }
        let published = Witness.sequences(witness.messages)
        for suffix in removed { try FileManager.default.removeItem(atPath: site.journal + suffix) }
        let since = ContinuousClock.now
        let wasNoticed = try await recorder.entering(.milliseconds(200)) {
            await eventually(within: .seconds(10)) { self.copy(at: site) != nil || !gateway.isRunning }
        }
        let time = ContinuousClock.now - since
        #expect(wasNoticed, "not noticed within ten seconds")
        let next = try await successor(of: gateway, at: site)
        #expect(await eventually { await recorder.enterOne().isKept }, "\(next.output)")
        #expect(await witness.wait { $0.newestAnswer >= site.device.answered - 3 }, "\(next.output)")
        #expect(await next.end(SIGTERM) == 0, "\(next.output)")
        try await judge(site, recorder, published, time)
    }

    /// A gateway that has noticed it either continues with a new journal or ends and is started again, as systemd would.
    private func successor(of gateway: Program, at site: FaultSite) async throws -> Program {
        _ = await eventually(within: .seconds(5)) { !gateway.isRunning }
        if gateway.isRunning { return gateway }
        #expect(await gateway.exitStatus == 69)
        #expect(gateway.output.contains("removed"), "\(gateway.output)")
        return try site.start()
    }

    private func copy(at site: FaultSite) -> String? {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: site.folder.path)) ?? []
        return files.first { $0.hasPrefix("journal.sqlite.removed-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
            .map { site.folder.path + "/" + $0 }
    }

    private func judge(
        _ site: FaultSite, _ recorder: Recorder, _ published: Set<Int>, _ time: Duration
    ) async throws {
        let path = try #require(copy(at: site), "what was in the journal is not beside it")
        let (old, new) = (try await JournalAudit.of(path), try await JournalAudit.of(site.journal))
        let lost = recorder.kept.keys.filter { (old.records[$0] ?? []).count + (new.records[$0] ?? []).count != 1 }
        print(
            "fault removed journal: noticed within \(time); \(old.sequences) sequences beside it, \(new.sequences) after it; "
                + "\(recorder.summary), \(lost.count) of them lost or doubled; \(new.losses)")
        #expect(lost.isEmpty, "answered as kept, and not there once")
        let used = published.union(old.samples.map(\.sequence)).union(old.entries)
        let first = (new.samples.map(\.sequence) + new.entries).min() ?? 0
        #expect(first > used.max() ?? 0, "sequences are used twice")
        #expect(new.losses.contains { $0.reason == "removed" }, "\(new.losses)")
        #expect(old.integrity == ["ok"] && old.chainBreaks.isEmpty && old.doubled.isEmpty)
        new.expectSound("removed journal")
    }
}
