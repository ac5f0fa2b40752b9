import AsyncAlgorithms
import Facilities
import Journal
import Logging
import ServiceLifecycle
import Synchronization

/// Checks the whole journal beside the gateway: once a day by itself, and when somebody asks. One check runs at a time, and
/// everybody who asks while it runs gets its result. The last result stays until the next one.
actor Verification: Service {
    private let check: @Sendable (@escaping @Sendable () -> Bool) async throws -> VerificationReport
    private let logger: Logger
    private let isEnding = EndMark()
    private let newest = Newest()
    private var number = 0
    private var running: Task<Void, Never>?
    private var failure: Text?
    /// Whether the log has the fault that the newest result found.
    private var isLogged = false

    /// How long after the start the first check comes, and how long after one the next.
    static let first = Duration.minutes(5)
    static let pause = Duration.days(1)

    /// The longest time for which a question over the local socket waits for a check.
    static let patience = Duration.seconds(5)

    /// - Parameter check: makes a check, and ends it early where what it was given returns true.
    init(
        logger: Logger,
        check: @escaping @Sendable (@escaping @Sendable () -> Bool) async throws -> VerificationReport
    ) {
        (self.logger, self.check) = (logger, check)
    }

    /// Checks a journal in a read of its own.
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

    /// Returns the result of the check that runs, or else of a new one, and waits for it.
    func result() async -> VerificationAnswer {
        let asked = begin()
        await running?.value
        return answer(to: asked)
    }

    /// Starts a check if none runs, or asks for one that was started, and waits for it for a while.
    ///
    /// - Parameter number: the check that is asked for; nil for one that runs, or else a new one.
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

    /// The check that runs, or else the newest one with its result; nil before the first.
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

    /// A fault that lasts is logged once.
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

/// The newest result, for those who ask without waiting.
private final class Newest: Sendable {
    private let state = Mutex<VerificationReport?>(nil)

    var report: VerificationReport? {
        get { state.withLock(\.self) }
        set { state.withLock { $0 = newValue } }
    }
}

/// Whether the gateway ends.
private final class EndMark: Sendable {
    private let state = Mutex(false)

    var isSet: Bool { state.withLock(\.self) }

    func set() { state.withLock { $0 = true } }
}
