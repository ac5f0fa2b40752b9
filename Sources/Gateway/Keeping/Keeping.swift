import Delivery
import Facilities
import Journal
import Logging

/// The path of every event into the journal: intake, judging, commit, and display.
struct Keeping: Sendable {
    let intake: Intake
    let committer: Committer
    let board: Board
    let clock: SiteClock
    /// The sequence of the entry that begins an epoch, if one was due. It is the first to be stored.
    let epochEntry: Int64?

    /// Continues where the last run ended.
    ///
    /// - Parameters:
    ///   - clock: stamps what is stored.
    ///   - syncEvery: the longest time without a commit that survives a power cut.
    ///   - uplinks: are notified of every commit, in order.
    init(
        _ facilities: [Facility], journal: Journal, clock: SiteClock, syncEvery: Duration, logger: Logger,
        uplinks: UplinkSet = UplinkSet(),
        onCommit: @escaping @Sendable () -> Void = {}
    ) throws {
        let last = try journal.lastSequence()
        self.clock = clock
        board = Board(
            after: last, epochs: try journal.epochs(), timeline: journal.timeline, notices: try journal.postedNotices())
        committer = Committer(
            journal, after: last, syncEvery: syncEvery, board: board, logger: logger, now: { clock.now },
            onFailure: { uplinks.tried(isChanged: $0) },
            onCommit: { batch in
                uplinks.committed(Committed(batch))
                onCommit()
            })
        epochEntry = journal.epochDue.map { _ in last + 1 }
        intake = try Intake(facilities, journal: journal, committer: committer, clock: clock, logger: logger)
    }
}
