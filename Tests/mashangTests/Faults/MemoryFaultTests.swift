import Foundation
import TestSupport
import Testing

/// More data than memory may hold while the journal cannot be written. It takes minutes: in the long form only.
@Suite(.timeLimit(.minutes(60)), .enabled(if: FaultLength.isLong)) struct MemoryFaultTests {
    /// In MB: what waits may take, and what the program and its allocator take beside it.
    private static let (bound, beside) = (64.0, 150.0)

    @Test func whatDoesNotFitIsSaidAndMemoryStaysBounded() async throws {
        let site = try FaultSite(units: 30, words: 120)
        let witness = try await site.witness()
        defer { witness.stop() }
        let disk = try FailingDisk(in: site.folder.path)
        let gateway = try site.start(try await disk.environment())
        #expect(await eventually { site.device.answered >= 200 }, "\(gateway.output)")
        let before = try ProcessUse(of: gateway.processID).memory
        try disk.fail("write")
        let lost = try await waitForLosses(of: gateway, at: site)
        let during = try ProcessUse(of: gateway.processID).memory
        try disk.recover()
        let isSaid = await witness.wait(upTo: .seconds(60)) { messages in
            messages.contains { $0.topic.hasSuffix("/NJ-FAULT-0001/events") && self.isLoss($0.json) }
        }
        #expect(isSaid, "no loss has come out at the broker: \(gateway.output)")
        // The entry at the end of the loss comes with the first commit.
        let (status, answered) = await site.end(gateway, seenBy: witness, within: .seconds(300))
        #expect(status == 0, "\(gateway.output)")
        let audit = try await JournalAudit.of(site.journal)
        let missing = audit.missingAnswers(upTo: answered)
        print(
            "fault memory: \(before) MB before, \(during) MB during it; \(lost) lost by status, \(missing.count) of "
                + "\(answered) answers by count; \(audit.losses)")
        #expect(during < before + Self.bound + Self.beside)
        let explained = audit.losses.filter { $0.reason == "memory" }.compactMap(\.count).reduce(0, +)
        #expect(explained >= missing.count && !missing.isEmpty)
        audit.expectSound("memory")
    }

    /// Returns how many were lost by the word of the status, some time after the first ones.
    private func waitForLosses(of gateway: Program, at site: FaultSite) async throws -> Int {
        var lost = 0
        let began = try await eventually(within: .seconds(600), every: .seconds(2)) {
            lost = try await site.journalStatus()["lost"] as? Int ?? 0
            return lost > 0
        }
        #expect(began, "nothing was lost in ten minutes: memory is not bounded: \(gateway.output)")
        try await Task.sleep(for: .seconds(20))
        return try await site.journalStatus()["lost"] as? Int ?? 0
    }

    /// As `mashang/event/2` has it, of the gateway and of no facility.
    private func isLoss(_ event: [String: Any]) -> Bool {
        guard event["code"] is NSNull, event["event"] as? String == "loss", let loss = event["loss"] as? [String: Any]
        else { return false }
        return loss["from"] is Int && loss["to"] is Int && loss["count"] is Int && loss["reason"] as? String == "memory"
    }
}
