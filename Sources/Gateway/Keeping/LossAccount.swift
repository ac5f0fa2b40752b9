import Facilities

/// Losses while their cause continues. Each cause is entered when it begins, once an hour while it continues, and when it
/// ends, each entry with a range of its own. In between the running count is shown.
struct LossAccount: Sendable {
    /// The loss by one cause so far.
    struct Running: Sendable, Hashable {
        var reason: Loss.Reason
        var since: Timestamp
        var count: Int64
    }

    private struct Cause {
        var running: Running
        /// The part that no entry records yet.
        var unsaid: Loss?
        var saidAt: ContinuousClock.Instant?
        var lastAt: ContinuousClock.Instant
    }

    private var causes: [Loss.Reason: Cause] = [:]
    private static let pause = Duration.hours(1)

    /// The losses by causes that continue.
    var running: [Running] { causes.values.map(\.running).sorted { $0.since < $1.since } }

    /// Notes a loss.
    ///
    /// - Parameter time: the time of day, for people.
    mutating func note(_ loss: Loss, at now: ContinuousClock.Instant, _ time: Timestamp) {
        var cause =
            causes[loss.reason]
            ?? Cause(running: Running(reason: loss.reason, since: time, count: 0), lastAt: now)
        cause.running.count += loss.count ?? 0
        cause.unsaid = loss.joined(behind: cause.unsaid)
        cause.lastAt = now
        causes[loss.reason] = cause
    }

    /// Returns the losses that must be entered now.
    ///
    /// - Parameter isWriting: whether the journal can be written: memory then causes no more losses. The journal's budget
    ///   causes none once an hour has passed without a loss.
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
