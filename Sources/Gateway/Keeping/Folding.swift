import AsyncAlgorithms
import Facilities
import Journal
import Logging
import ServiceLifecycle

/// Folds samples that are sealed, oldest first. It reads and encodes them beside the buses and the writer; each fold is written
/// between two commits, and small enough that the next commit need not wait long.
actor Folding: Service {
    private let journal: Journal
    private let committer: Committer
    private let logger: Logger
    /// Whether the last pass failed: it is logged once.
    private var isFailing = false

    /// Between two passes. In this time a gateway with 2,000 readings a second has less than two folds.
    static let pause = Duration.seconds(30)

    init(_ keeping: Keeping, journal: Journal, logger: Logger) {
        (self.journal, self.logger) = (journal, logger)
        committer = keeping.committer
    }

    func run() async {
        await pass()
        for await _ in AsyncTimerSequence(interval: Self.pause, clock: .continuous).cancelOnGracefulShutdown() {
            await pass()
        }
    }

    /// Folds until nothing is left that is sealed. A journal that cannot be written is left alone: what fails there is nothing that a
    /// fold could cure.
    func pass() async {
        do throws(JournalError) {
            while !Task.isShuttingDownGracefully, !Task.isCancelled, committer.health.obstacle == nil {
                let began = ContinuousClock.now
                guard try await step() else { return }
                isFailing = false
                // Half of a processor's time at most, after an upgrade of a large journal, too.
                try? await Task.sleep(for: ContinuousClock.now - began)
            }
        } catch {
            // A read that ends because the gateway does is no failure.
            guard !Task.isCancelled, !Task.isShuttingDownGracefully else { return }
            if !isFailing {
                logger.error(
                    "Folding failed; readings stay unfolded and take more space",
                    metadata: ["reason": "\(error)"])
            }
            isFailing = true
        }
    }

    /// - Returns: whether something was folded.
    private func step() async throws(JournalError) -> Bool {
        guard let fold = try await Self.next(journal) else { return false }
        let written = await committer.between { [journal] () async -> Result<Bool, JournalError> in
            do throws(JournalError) {
                return .success(try await journal.write(fold))
            } catch {
                return .failure(error)
            }
        }
        return try written.get()
    }

    @concurrent private static func next(_ journal: Journal) async throws(JournalError) -> NextFold? {
        try await journal.nextFold()
    }
}
