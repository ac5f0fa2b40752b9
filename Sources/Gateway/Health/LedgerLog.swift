import AsyncAlgorithms
import Facilities
import Journal
import Logging
import ServiceLifecycle

/// Logs the head of the ledger at the start, once a day, and at the end. The system's log is outside of the journal, and
/// shows later whether the chain is still the same.
struct LedgerLog: Service {
    let journal: Journal
    let logger: Logger

    func run() async {
        log()
        for await _ in AsyncTimerSequence(interval: .days(1), clock: .continuous).cancelOnGracefulShutdown() { log() }
        log()
    }

    private func log() {
        guard let head = try? journal.ledgerHead() else { return }
        logger.notice(
            "Head of the ledger",
            metadata: ["entries": "\(head.count)", "sequence": "\(head.sequence)", "hash": "\(head.hash)"])
    }
}
