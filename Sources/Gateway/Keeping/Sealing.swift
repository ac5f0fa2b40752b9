import AsyncAlgorithms
import Facilities
import Journal
import Logging
import ServiceLifecycle

/// Seals the samples of each hour once it is over, and at the start those of hours that were not sealed. It reads what is
/// committed, in slices, beside the buses and the writer. New samples are read once a minute.
actor Sealing: Service {
    private let journal: Journal
    private let intake: Intake
    private let committer: Committer
    private let clock: SiteClock
    private let logger: Logger
    private let slice: Int
    /// The samples after the last seal that was handed over.
    private var open: OpenRange
    /// Whether the last pass could not read the journal, which is logged once.
    private var isFailing = false

    static let pause = Duration.minutes(1)

    init(
        _ keeping: Keeping, journal: Journal, clock: SiteClock, logger: Logger, slice: Int = Journal.slice
    ) throws {
        (self.journal, self.clock, self.logger, self.slice) = (journal, clock, logger, slice)
        (intake, committer) = (keeping.intake, keeping.committer)
        open = try journal.openRange()
    }

    func run() async {
        await pass(clock.now)
        for await _ in AsyncTimerSequence(interval: Self.pause, clock: .continuous).cancelOnGracefulShutdown() {
            await pass(clock.now)
        }
    }

    /// Reads what was stored since the last pass, and seals every hour that is over.
    func pass(_ now: Timestamp) async {
        do throws(JournalError) {
            while !Task.isShuttingDownGracefully, committer.health.obstacle == nil {
                let step: OpenRange.Step
                (open, step) = try await Self.read(open, journal, now, slice)
                isFailing = false
                switch step {
                case .more: continue
                case .upToDate: return
                case .sealed(let range):
                    let sequence = await intake.enter(range, now: now)
                    // One after the other. The next pass continues where this one ends, and a seal that waits in memory is
                    // not made twice.
                    guard await committer.kept(upTo: sequence, within: Committer.patience) else { return }
                }
            }
        } catch {
            if !isFailing { logger.error("Readings cannot be sealed", metadata: ["reason": "\(error)"]) }
            isFailing = true
        }
    }

    @concurrent private static func read(
        _ range: OpenRange, _ journal: Journal, _ now: Timestamp, _ slice: Int
    ) async throws(JournalError) -> (OpenRange, OpenRange.Step) {
        var range = range
        let step = try journal.read(into: &range, now: now, slice: slice)
        return (range, step)
    }
}
