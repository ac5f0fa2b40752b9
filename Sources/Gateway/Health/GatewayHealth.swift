public import Facilities

/// How the gateway is. It is computed by `HealthCheck`, and nowhere else, for `mashang status`, the state message, the page and
/// the watchdog.
struct GatewayHealth: Sendable {
    struct Bus: Sendable {
        var devices: Int
        /// The number of these whose newest answer had a value.
        var answering: Int
        var report: BusReport?
        /// The time that its poller has been at what it does, beyond what it meant to sleep.
        var overdue: Duration
    }

    var clock: ClockReport
    var journal: JournalHealth
    var asOf: Timestamp { clock.time }
    /// The time that the present commit has taken; zero while none runs.
    var commitOverdue: Duration
    var buses: [String: Bus]

    /// Whether everything comes round. A journal that is full or locked is no reason to start again: it would be so for the next
    /// start, too. A bus may take ten times as long: looking up the name of a host that nobody answers for takes a minute or two.
    func works(patience: Duration) -> Bool {
        commitOverdue < patience && buses.values.allSatisfy { $0.overdue < patience * 10 }
    }
}

/// The journal's health as status and state say it.
public struct JournalReport: Codable, Sendable {
    /// Whether it can be written.
    public var writing: Bool
    /// Why not: `full`, `failing`, `locked`, `corrupt` or `removed`.
    public var reason: String?
    /// The same in words, and what to do about it.
    public var text: Text?
    /// The time since which it cannot.
    public var since: Timestamp?
    /// Samples, entries and means that wait in memory.
    public var waiting: Int
    /// Samples, entries and means that are lost by causes that last.
    public var lost: Int64

    /// - Parameter hasText: for people; programs have the reason.
    init(_ health: JournalHealth, hasText: Bool) {
        let obstacle = health.obstacle
        (writing, reason, since) = (obstacle == nil, obstacle?.cause.reason, obstacle?.since)
        text = hasText ? obstacle?.text : nil
        waiting = health.waiting
        lost = health.losses.reduce(0) { $0 + $1.count }
    }
}
