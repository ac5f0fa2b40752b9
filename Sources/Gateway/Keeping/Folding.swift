import AsyncAlgorithms
import Facilities
import Journal
import Logging
import ServiceLifecycle

/// Folds sealed samples, oldest first. It reads and encodes them beside the buses and the writer. Each fold is written
/// between two commits, and is small enough that the next commit need not wait long.
actor Folding: Service {
    private let journal: Journal
    private let committer: Committer
    private let logger: Logger
    /// Whether the last pass failed, which is logged once.
    private var isFailing = false

    /// The pause between two passes. In this time a gateway with 2,000 readings a second collects less than two folds.
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

    /// Folds until no sealed sample is left. While the journal cannot be written, nothing is folded, because a fold would
    /// not help.
    func pass() async {
        do throws(JournalError) {
            while !Task.isShuttingDownGracefully, !Task.isCancelled, committer.health.obstacle == nil {
                let began = ContinuousClock.now
                guard try await step() else { return }
                isFailing = false
                // Folding takes at most half of a processor's time, even after an upgrade of a large journal.
                try? await Task.sleep(for: ContinuousClock.now - began)
            }
        } catch {
            // A read that ends because the gateway ends is no failure.
            guard !Task.isCancelled, !Task.isShuttingDownGracefully else { return }
            if !isFailing {
                logger.error(
                    "Folding failed; readings stay unfolded and take more space",
                    metadata: ["reason": "\(error)"])
            }
            isFailing = true
        }
    }

    /// Folds once.
    ///
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
