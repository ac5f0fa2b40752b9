import Foundation
import TestSupport
import Testing

/// A real file system that another program fills.
@Suite(.timeLimit(.minutes(60))) struct FullDiskFaultTests {
    @Test func aFullFileSystemCostsNothingAndHoldsUpNoEnd() async throws {
        let folder = try TemporaryFolder()
        let small: SmallFileSystem
        do {
            small = try SmallFileSystem(in: folder, megabytes: 8)
        } catch let error as SmallFileSystem.NotAllowed {
            return print("fault full file system: not tested, since this user may not mount one: \(error.reason)")
        }
        let site = try FaultSite(journalFolder: small.path)
        let witness = try await site.witness()
        defer { witness.stop() }
        let recorder = Recorder(socket: small.outside(site.socket))
        let gateway = try site.start(through: small.entrance)
        #expect(await witness.wait { $0.answers.count >= 20 }, "\(gateway.output)")
        try await recorder.entering(.milliseconds(60)) {
            try small.fill()
            try await Task.sleep(for: FaultLength.of(.seconds(3), long: .seconds(15)))
            try small.free()
        }
        #expect(await eventually { await recorder.enterOne().isKept }, "\(gateway.output)")
        let answered = site.device.answered
        #expect(await witness.wait(upTo: .seconds(20)) { $0.newestAnswer >= answered }, "\(gateway.output)")
        // And again, with its end while the file system is full.
        let (status, time) = try await recorder.entering(.milliseconds(60)) {
            try small.fill()
            try await Task.sleep(for: .seconds(1))
            return await gateway.endInTime()
        }
        try small.free()
        let next = try site.start(through: small.entrance)
        #expect(await eventually { await recorder.enterOne().isKept }, "\(next.output)")
        #expect(await next.end(SIGTERM) == 0, "\(next.output)")
        let audit = try await JournalAudit.of(site.journal, through: small.entrance)
        let lost = audit.missingAnswers(upTo: answered)
        print(
            "fault full file system: \(answered) answers, \(lost.count) lost, \(audit.doubledAnswers.count) doubled; "
                + "\(recorder.summary); ended with \(status) after \(time) while it was full")
        #expect(lost.isEmpty)
        #expect(status == 0 && time < .seconds(5), "\(gateway.output)")
        audit.expectSound("full file system")
        audit.expectHolds(recorder, "full file system")
        audit.expectHasAll(witness.messages, "full file system")
    }
}
