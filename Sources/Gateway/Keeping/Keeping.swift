import Facilities
import Journal
import Logging

/// The way of everything that happens into the journal: taken in, judged, committed, and shown.
struct Keeping: Sendable {
    let intake: Intake
    let committer: Committer
    let board: Board

    /// Continues where the last run ended.
    ///
    /// - Parameters:
    ///   - syncEvery: the longest time without a commit that survives a power cut.
    ///   - onCommit: is given what was just committed, in order.
    init(
        _ facilities: [Facility], journal: Journal, syncEvery: Duration, logger: Logger,
        onCommit: @escaping @Sendable (Batch) -> Void = { _ in }
    ) throws {
        let last = try journal.lastSequence()
        board = Board(after: last)
        committer = Committer(
            journal, after: last, syncEvery: syncEvery, board: board, logger: logger, onCommit: onCommit)
        intake = try Intake(facilities, journal: journal, committer: committer, logger: logger)
    }
}
