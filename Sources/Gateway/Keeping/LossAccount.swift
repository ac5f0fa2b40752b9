import Facilities

/// Losses while their cause lasts. Each cause is entered when it begins, once an hour while it lasts, and when it is over, every
/// entry with a range of its own; meanwhile the running count is shown.
struct LossAccount: Sendable {
    /// The loss by one cause so far.
    struct Running: Sendable, Hashable {
        var reason: Loss.Reason
        var since: Timestamp
        var count: Int64
    }

    private struct Cause {
        var running: Running
        /// The part that no entry says yet.
        var unsaid: Loss?
        var saidAt: ContinuousClock.Instant?
        var lastAt: ContinuousClock.Instant
    }

    private var causes: [Loss.Reason: Cause] = [:]
    private static let pause = Duration.hours(1)

    /// The losses by causes that last.
    var running: [Running] { causes.values.map(\.running).sorted { $0.since < $1.since } }

    /// - Parameter time: by the clock on the wall, for people.
    mutating func note(_ loss: Loss, at now: ContinuousClock.Instant, _ time: Timestamp) {
        var cause =
            causes[loss.reason]
            ?? Cause(running: Running(reason: loss.reason, since: time, count: 0), lastAt: now)
        cause.running.count += loss.count ?? 0
        cause.unsaid = loss.joined(behind: cause.unsaid)
        cause.lastAt = now
        causes[loss.reason] = cause
    }

    /// The losses that are to be entered now.
    ///
    /// - Parameter isWriting: whether the journal can be written: then memory is no cause of losses any more. The journal's budget
    ///   is none when nothing was lost by it for an hour.
    mutating func due(at now: ContinuousClock.Instant, isWriting: Bool) -> [Loss] {
        var losses: [Loss] = []
        for (reason, cause) in causes {
            let isOver = reason == .full ? now - cause.lastAt >= Self.pause : isWriting
            let isDue = isOver || cause.saidAt.map { now - $0 >= Self.pause } ?? true
            if isDue, let unsaid = cause.unsaid {
                losses.append(unsaid)
                causes[reason]?.unsaid = nil
                causes[reason]?.saidAt = now
            }
            if isOver { causes[reason] = nil }
        }
        return losses.sorted { $0.from < $1.from }
    }
}
