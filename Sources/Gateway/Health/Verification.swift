import AsyncAlgorithms
import Facilities
import Journal
import Logging
import ServiceLifecycle
import Synchronization

/// Checks the whole journal beside the other work: once a day, and on request. One check runs at a time, and its result
/// goes to all who request one in that time. The result is stored until the next one.
actor Verification: Service {
    private let check: @Sendable (@escaping @Sendable () -> Bool) async throws -> VerificationReport
    private let logger: Logger
    private let isEnding = EndMark()
    private let newest = Newest()
    private var number = 0
    private var running: Task<Void, Never>?
    private var failure: Text?
    /// Whether the fault of the newest result was logged.
    private var isLogged = false

    /// The time from the start to the first check, and from one check to the next.
    static let first = Duration.minutes(5)
    static let pause = Duration.days(1)

    /// The longest time for which a request over the local socket waits for a check.
    static let patience = Duration.seconds(5)

    /// Creates the service.
    ///
    /// - Parameter check: makes a check. It ends early if the closure that it receives returns true.
    init(
        logger: Logger,
        check: @escaping @Sendable (@escaping @Sendable () -> Bool) async throws -> VerificationReport
    ) {
        (self.logger, self.check) = (logger, check)
    }

    /// Creates the service for a journal. A check uses a read transaction of its own.
    init(_ journal: Journal, clock: SiteClock, utcOffset: Int, logger: Logger) {
        self.init(logger: logger) { isCancelled in
            let began = clock.now
            let check = try journal.check(isCancelled: isCancelled)
            return VerificationReport(check, utcOffset: utcOffset, began: began, ended: clock.now)
        }
    }

    /// The newest result; nil before the first one.
    nonisolated var report: VerificationReport? { newest.report }

    func run() async {
        await withGracefulShutdownHandler {
            try? await cancelWhenGracefulShutdown { try await self.runDaily() }
            await running?.value
        } onGracefulShutdown: { [isEnding] in
            isEnding.set()
        }
    }

    private func runDaily() async throws {
        try await Task.sleep(for: Self.first)
        while true {
            _ = await result()
            try await Task.sleep(for: Self.pause)
        }
    }

    /// Waits for the check in progress, or else for a new one, and returns its result.
    func result() async -> VerificationAnswer {
        let asked = begin()
        await running?.value
        return answer(to: asked)
    }

    /// Starts a check if none runs, or continues with an earlier one, and waits for the result for a limited time.
    ///
    /// - Parameter number: the number of the requested check; nil for the one in progress, or else a new one.
    func result(of number: Int?, within patience: Duration = Verification.patience) async -> VerificationAnswer {
        let asked = number.flatMap { $0 <= self.number ? $0 : nil } ?? begin()
        guard asked == self.number, let running else { return answer(to: asked) }
        await withTaskGroup(of: Void.self) { group in
            let (ends, end) = AsyncStream<Void>.makeStream()
            let waiting = Task {
                await running.value
                end.finish()
            }
            group.addTask { for await _ in ends {} }
            group.addTask { try? await Task.sleep(for: patience) }
            await group.next()
            group.cancelAll()
            waiting.cancel()
        }
        return answer(to: asked)
    }

    /// The check in progress, or else the newest one with its result; nil before the first.
    var standing: VerificationAnswer? { number == 0 ? nil : answer(to: number) }

    private func answer(to asked: Int) -> VerificationAnswer {
        VerificationAnswer(
            number: asked, isRunning: running != nil && asked == number, report: report, failure: failure)
    }

    private func begin() -> Int {
        guard running == nil else { return number }
        number += 1
        running = Task(priority: .background) { await makeCheck() }
        return number
    }

    private func makeCheck() async {
        defer { running = nil }
        do {
            let report = try await check { [isEnding] in isEnding.isSet }
            (newest.report, failure) = (report, nil)
            log(report)
        } catch {
            guard !isEnding.isSet else { return }
            if failure == nil { logger.error("The journal cannot be checked", metadata: ["reason": "\(error)"]) }
            failure = Text(explaining: error)
        }
    }

    /// Logs the fault of a result. A fault that continues is logged once.
    private func log(_ report: VerificationReport) {
        if report.isWhole {
            logger.notice(
                "The journal was checked", metadata: ["hash": "\(report.hash)", "entries": "\(report.entries)"])
        } else if !isLogged {
            logger.error(
                "The journal was altered",
                metadata: ["faults": "\(report.faultCount)", "first": "\(report.faults.first?.en ?? "")"])
        }
        isLogged = !report.isWhole
    }
}

/// The newest result, for callers that do not wait.
private final class Newest: Sendable {
    private let state = Mutex<VerificationReport?>(nil)

    var report: VerificationReport? {
        get { state.withLock(\.self) }
        set { state.withLock { $0 = newValue } }
    }
}

/// Whether the gateway is ending.
private final class EndMark: Sendable {
    private let state = Mutex(false)

    var isSet: Bool { state.withLock(\.self) }

    func set() { state.withLock { $0 = true } }
}
