import Facilities
import Foundation
import Journal
import Logging
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(2))) struct VerificationTests {
    private let folder = try! TemporaryFolder()
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    private let now = Timestamp("2026-12-01T02:00:00Z")!

    private func report(_ faults: [LedgerFault] = []) throws -> VerificationReport {
        let journal = try Journal.open(path: folder.path + "/\(UUID().uuidString).sqlite", now: now)
        var check = try journal.check()
        check.faults = faults
        return VerificationReport(check, utcOffset: 28_800, began: now, ended: now + .seconds(2))
    }

    /// Checks that wait for a gate, counted.
    private final class Checks: Sendable {
        let gate = Latch()
        private let counter = Mutex(0)

        var count: Int { counter.withLock(\.self) }

        func make(_ report: VerificationReport) async -> VerificationReport {
            counter.withLock { $0 += 1 }
            await gate.wait()
            return report
        }
    }

    @Test func thoseWhoAskDuringACheckGetItsResult() async throws {
        let (checks, report) = (Checks(), try report())
        let verification = Verification(logger: logger) { _ in await checks.make(report) }
        #expect(verification.report == nil)
        let first = await verification.result(of: nil, within: .milliseconds(1))
        #expect((first.number, first.isRunning, first.report) == (1, true, nil))
        let second = await verification.result(of: nil, within: .milliseconds(1))
        #expect((second.number, second.isRunning) == (1, true))
        checks.gate.open()
        let answer = await verification.result(of: 1)
        #expect((answer.number, answer.isRunning, answer.report) == (1, false, report))
        #expect(checks.count == 1)
        // Asked for again, the same one; asked for a new one, another.
        #expect(await verification.result(of: 1).number == 1)
        #expect(await verification.result(of: nil).number == 2)
        #expect(checks.count == 2)
        #expect(verification.report == report)
    }

    @Test func aCheckThatIsUnknownIsANewOne() async throws {
        let report = try report()
        let verification = Verification(logger: logger) { _ in report }
        #expect(await verification.result(of: 7).number == 1)
    }

    @Test func whatCouldNotBeCheckedSaysWhy() async throws {
        let verification = Verification(logger: logger) { _ in throw JournalError.failing("its disk fails") }
        let answer = await verification.result()
        #expect(answer.report == nil && answer.failure?.zh.hasPrefix("日志库无法读写：磁盘出错") == true)
    }

    @Test func aCheckThatRunsEndsWithTheGateway() async throws {
        let began = Latch()
        let verification = Verification(logger: logger) { isCancelled in
            began.open()
            while !isCancelled() { try await Task.sleep(for: .milliseconds(2)) }
            throw CancellationError()
        }
        let group = ServiceGroup(services: [verification], logger: logger)
        let running = Task { try await group.run() }
        let asking = Task { await verification.result() }
        await began.wait()
        await group.triggerGracefulShutdown()
        try await running.value
        #expect(await asking.value.report == nil)
    }

    @Test func aFaultStandsInOneLineOfStatus() throws {
        let whole = try report().line(utcOffset: 28_800)
        #expect(whole.zh == "台账校验：完好（2026-12-01 10:00:02）")
        let faulty = try report([.hole(3...3), .count(there: 1, written: 2)])
        #expect(faulty.line(utcOffset: 28_800).zh.hasPrefix("台账校验：发现2处问题（2026-12-01 10:00:02）"))
        #expect(
            faulty.faults.map(\.en)[0]
                == "sequence 3 is not there, and no loss explains it: an entry or a reading was deleted")
    }

    @Test func aReportListsAThousandFaultsAndCountsAll() throws {
        let report = try report((1...1001).map { .broken(sequence: $0) })
        #expect((report.faultCount, report.faults.count, report.isWhole) == (1001, 1000, false))
        #expect(try JSONDecoder().decode(VerificationReport.self, from: JSONEncoder().encode(report)) == report)
    }
}

/// Lets one after another pass once it is open.
private final class Latch: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func open() { continuation.finish() }

    func wait() async { for await _ in stream {} }
}
