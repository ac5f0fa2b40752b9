import Foundation
import TestSupport
import Testing

/// A journal has one owner.
@Suite(.timeLimit(.minutes(60))) struct TwoGatewaysFaultTests {
    /// Ways to name the same file.
    enum Path: CaseIterable {
        case same, symbolicLink, linkedFolder, relative

        func path(to site: FaultSite) throws -> String {
            let files = FileManager.default
            switch self {
            case .same: return site.journal
            case .symbolicLink:
                try files.createDirectory(atPath: site.folder.path + "/elsewhere", withIntermediateDirectories: true)
                let link = site.folder.path + "/elsewhere/journal.sqlite"
                try files.createSymbolicLink(atPath: link, withDestinationPath: site.journal)
                return link
            case .linkedFolder:
                let link = site.folder.path + "/link"
                try files.createSymbolicLink(atPath: link, withDestinationPath: site.journalFolder)
                return link + "/journal.sqlite"
            case .relative:
                let depth = files.currentDirectoryPath.split(separator: "/").count
                return String(repeating: "../", count: depth) + site.journal.dropFirst()
            }
        }
    }

    @Test(arguments: Path.allCases)
    func theSecondGatewayEndsAndNamesTheFirst(_ path: Path) async throws {
        let site = try FaultSite()
        let witness = try await site.witness()
        defer { witness.stop() }
        let recorder = Recorder(socket: site.socket)
        let first = try site.start()
        #expect(await witness.wait { $0.answers.count >= 3 }, "\(first.output)")
        #expect(await recorder.enterOne().isKept)
        let file = try site.configuration(withJournalAt: path.path(to: site))
        let second = try site.start(file: file)
        let started = ContinuousClock.now
        let status = await second.exitStatus(within: .seconds(5))
        print(
            "fault two gateways (\(path)): the second ended with \(status ?? -1) after \(ContinuousClock.now - started)"
        )
        #expect(status == 69, "\(second.output)")
        #expect(second.output.contains("（进程 \(first.processID)）"), "\(second.output)")
        #expect(await recorder.enterOne().isKept, "the first one's socket is gone: \(first.output)")
        // Killed, it leaves nothing behind that keeps the next one out.
        await first.end(SIGKILL)
        let next = try site.start()
        #expect(await eventually { await recorder.enterOne().isKept }, "\(next.output)")
        #expect(await next.end(SIGTERM) == 0, "\(next.output)")
        let audit = try await JournalAudit.of(site.journal)
        audit.expectSound("two gateways")
        audit.expectHolds(recorder, "two gateways")
        audit.expectHasAll(witness.messages, "two gateways")
    }
}
