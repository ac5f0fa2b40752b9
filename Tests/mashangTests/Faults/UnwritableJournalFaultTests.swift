import Facilities
import Foundation
import Gateway
import SiteConfiguration
import TestSupport
import Testing

/// A journal that cannot be written for some time: nothing is lost, and people see it.
@Suite(.timeLimit(.minutes(60))) struct UnwritableJournalFaultTests {
    @Test(arguments: [
        JournalFault.disk("fsync", share: 0.3), .disk("read", share: 0.1), .disk("write", share: 0.5), .disk("write"),
        .disk("enospc"), .disk("erofs"), .locked("IMMEDIATE"), .locked("EXCLUSIVE"),
    ])
    func nothingIsLostDoubledOrDropped(_ fault: JournalFault) async throws {
        let (site, name) = (try FaultSite(), fault.testDescription)
        let witness = try await site.witness()
        defer { witness.stop() }
        let disk = try FailingDisk(in: site.folder.path)
        let gateway = try site.start(try await disk.environment())
        // Enough that a tenth of it, dropped by mistake, shows.
        #expect(await witness.wait { $0.answers.count >= 20 }, "\(gateway.output)")
        let (before, recorder) = (witness.messages.newestAnswer, Recorder(socket: site.socket))
        let status = try await recorder.entering(.milliseconds(60)) {
            let began = Date.now
            let end = try fault.begin(disk, site.journal)
            let status = fault.isComplete ? try await statusOfFault(at: site) : [:]
            if fault.isComplete { try await expectSaid(by: gateway, at: witness, fault) }
            try await Task.sleep(for: max(.zero, fault.length - .seconds(Date.now.timeIntervalSince(began))))
            try end()
            return status
        }
        let during = site.device.answered - before
        #expect(await eventually { await recorder.enterOne().isKept }, "\(name): \(gateway.output)")
        let (exit, answered) = await site.end(gateway, seenBy: witness)
        #expect(exit == 0, "\(name): \(gateway.output)")
        let audit = try await JournalAudit.of(site.journal)
        let lost = audit.missingAnswers(upTo: answered)
        print(
            "fault \(name): \(answered) answers, \(during) during the fault, \(lost.count) lost, "
                + "\(audit.doubledAnswers.count) doubled; \(recorder.summary); status \(status)")
        #expect(lost.isEmpty, "\(name)")
        audit.expectSound(name)
        audit.expectHolds(recorder, name)
        let pending = recorder.entered.filter { $0.outcome == .pending }.map(\.id)
        #expect(pending.allSatisfy { audit.records[$0]?.count == 1 }, "\(name): pending, and not kept once it could be")
        audit.expectHasAll(witness.messages, name)
        #expect(audit.losses.isEmpty, "\(name)")
        if fault.isComplete { expect(status, of: fault) }
    }

    /// The page and the retained state say the same as the status.
    private func expectSaid(by gateway: Program, at witness: Witness, _ fault: JournalFault) async throws {
        let isStated = await witness.wait { messages in
            let state = messages.last { $0.topic.hasSuffix("/state") }?.json["journal"] as? [String: Any]
            return state?["writing"] as? Bool == false && fault.reasons.contains(state?["reason"] as? String ?? "")
        }
        #expect(isStated, "\(fault.testDescription): the state does not say that the journal cannot be written")
        let page = try await gateway.page()
        #expect(page.contains("日志库无法写入"), "\(fault.testDescription): \(page)")
    }

    /// What `mashang status --json` says once it says that the journal cannot be written.
    private func statusOfFault(at site: FaultSite) async throws -> [String: Any] {
        var status: [String: Any] = [:]
        _ = try await eventually(within: .seconds(3), every: .milliseconds(200)) {
            status = try await site.journalStatus()
            return status["writing"] as? Bool == false
        }
        return status
    }

    private func expect(_ status: [String: Any], of fault: JournalFault) {
        let name = fault.testDescription
        #expect(status["writing"] as? Bool == false, "\(name): \(status)")
        #expect(fault.reasons.contains(status["reason"] as? String ?? ""), "\(name): \(status)")
        #expect(status["text"] != nil, "\(name): \(status)")
        let since = (status["since"] as? String).flatMap { Timestamp($0) }
        #expect(since.map { (.now - .seconds(60)...Timestamp.now).contains($0) } ?? false, "\(name): \(status)")
    }

    /// With whatever waits, and whatever the disk says.
    @Test(arguments: [
        JournalFault.disk("fsync"), .disk("write"), .disk("enospc"), .disk("erofs"), .locked("EXCLUSIVE"),
    ])
    func theGatewayEndsInTimeAndTheNextOneWorks(_ fault: JournalFault) async throws {
        let (site, name) = (try FaultSite(), fault.testDescription)
        let witness = try await site.witness()
        defer { witness.stop() }
        let disk = try FailingDisk(in: site.folder.path)
        let gateway = try site.start(try await disk.environment())
        #expect(await witness.wait { $0.answers.count >= 3 }, "\(gateway.output)")
        let recorder = Recorder(socket: site.socket)
        #expect(await recorder.enterOne().isKept, "\(gateway.output)")
        let (status, time, end) = try await recorder.entering(.milliseconds(60)) {
            let end = try fault.begin(disk, site.journal)
            let before = site.device.answered
            #expect(await eventually { site.device.answered >= before + 10 }, "\(name): \(gateway.output)")
            let (status, time) = await gateway.endInTime()
            return (status, time, end)
        }
        try end()
        #expect(status == 0, "\(name): \(gateway.output)")
        #expect(time < .seconds(5), "\(name): \(gateway.output)")
        let next = try site.start()
        #expect(await eventually { await recorder.enterOne().isKept }, "\(name): \(next.output)")
        // Page and command line ask again for what was pending when the gateway ended.
        #expect(await next.end(SIGTERM) == 0, "\(name): \(next.output)")
        let audit = try await JournalAudit.of(site.journal)
        print("fault \(name), then SIGTERM: ended with \(status) after \(time); \(recorder.summary); \(audit.losses)")
        audit.expectSound(name)
        audit.expectHolds(recorder, name)
        audit.expectHasAll(witness.messages, name)
    }
}

/// Why a journal cannot be written.
enum JournalFault: CustomTestStringConvertible {
    /// As failing-disk.c has it, in a share of the calls.
    case disk(String, share: Double = 1)
    /// By another program, in a mode of SQLite's BEGIN.
    case locked(String)

    /// - Returns: what ends it.
    func begin(_ disk: FailingDisk, _ journal: String) throws -> () throws -> Void {
        switch self {
        case .disk(let what, let share):
            try disk.fail(what, share: share)
            return disk.recover
        case .locked(let mode):
            let lock = try JournalLock(on: journal, mode: mode)
            return lock.release
        }
    }

    /// A locked journal is waited for by SQLite itself for some seconds.
    var length: Duration {
        if case .locked = self { return FaultLength.of(.seconds(7), long: .seconds(12)) }
        return FaultLength.of(.seconds(3), long: .seconds(15))
    }

    /// Whether nothing at all can be written, for as long as it lasts.
    var isComplete: Bool {
        if case .disk(let what, let share) = self { share == 1 && what != "fsync" } else { true }
    }

    /// What status may call it.
    var reasons: [String] {
        switch self {
        case .disk("enospc", _): ["full"]
        case .disk("erofs", _): ["failing", "readOnly"]
        case .disk: ["failing"]
        case .locked: ["locked"]
        }
    }

    var testDescription: String {
        switch self {
        case .disk(let what, let share): "\(what) \(share)"
        case .locked(let mode): "locked \(mode)"
        }
    }
}

extension Recorder.Outcome {
    var isKept: Bool { if case .kept = self { true } else { false } }
}
