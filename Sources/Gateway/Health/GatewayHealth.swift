public import Facilities

/// The health of the gateway. Only `HealthCheck` computes it, for `mashang status`, the state message, the page and the
/// watchdog.
struct GatewayHealth: Sendable {
    struct Bus: Sendable {
        var devices: Int
        /// The number of units whose newest answer had a value.
        var answering: Int
        var report: BusReport?
        /// The time that its poller has taken for the current step, beyond its intended sleep.
        var overdue: Duration
    }

    var clock: ClockReport
    var journal: JournalHealth
    /// The space of the journal at the newest check; nil before the first check, and after one that failed.
    var storage: Storage?
    var asOf: Timestamp { clock.time }
    /// The time that the present commit has taken; zero if none runs.
    var commitOverdue: Duration
    /// The time by which judging is late, beyond its period of a second.
    var judgingOverdue: Duration
    var buses: [String: Bus]

    /// Returns whether everything still runs. A journal that is full or locked is no reason to restart: it would be so
    /// again after the restart. A bus may take ten times as long as `patience`, because looking up a host takes a
    /// minute or two if no name server answers.
    func works(patience: Duration) -> Bool {
        hang(patience: patience) == nil
    }

    /// The time for which a part may hang before the gateway counts as not working, if there is no watchdog that sets it.
    static let patience = Duration.seconds(30)

    /// The reason why the gateway does not judge or cannot write; nil while it does both.
    var obstacle: Text? { journal.obstacle?.text ?? hang(patience: Self.patience) }

    private func hang(patience: Duration) -> Text? {
        if commitOverdue >= patience { return .hanging(Text(zh: "写入日志库", en: "a commit"), for: commitOverdue) }
        if judgingOverdue >= patience { return .hanging(Text(zh: "判定", en: "judging"), for: judgingOverdue) }
        let bus = buses.sorted { $0.key < $1.key }.first { $0.value.overdue >= patience * 10 }
        return bus.map { .hanging(Text(zh: "总线 \($0.key)", en: "the bus \($0.key)"), for: $0.value.overdue) }
    }
}

/// The health of the journal, as status and state messages contain it.
public struct JournalReport: Codable, Sendable {
    /// Whether it can be written.
    public var writing: Bool
    /// The word for the reason if not: `full`, `failing`, `locked`, `corrupt` or `removed`.
    public var reason: String?
    /// The reason in words, with the remedy; nil while it can be written.
    public var text: Text?
    /// The time since which it cannot be written; nil while it can.
    public var since: Timestamp?
    /// The number of samples, entries and means that wait in memory.
    public var waiting: Int
    /// The number of samples, entries and means that are lost by causes that continue.
    public var lost: Int64
    /// The number of samples that cannot be read, because their data is damaged; nil for none.
    public var unreadable: Int64?
    /// An estimate of the days in which the present rate fills the whole budget; nil while the rate is unknown.
    public var budgetDays: Int?
    /// The use of the budget and the disk, and the time that they last, in words.
    public var space: Text?

    /// Creates the report.
    ///
    /// - Parameter hasText: whether it contains texts for people; programs use the reason.
    init(_ health: GatewayHealth, hasText: Bool) {
        self.init(health.journal, hasText: hasText)
        budgetDays = health.storage?.budgetDays.map { Int(min($0, 99_999)) }
        space = hasText ? health.storage?.text(at: health.asOf).text : nil
    }

    /// Creates the report from the journal's health alone.
    ///
    /// - Parameter hasText: whether it contains texts for people; programs use the reason.
    init(_ health: JournalHealth, hasText: Bool) {
        let obstacle = health.obstacle
        (writing, reason, since) = (obstacle == nil, obstacle?.cause.reason, obstacle?.since)
        text = hasText ? obstacle?.text : nil
        waiting = health.waiting
        lost = health.losses.reduce(0) { $0 + $1.count }
        unreadable = health.unreadable > 0 ? health.unreadable : nil
    }
}

extension Text {
    fileprivate static func hanging(_ what: Text, for time: Duration) -> Text {
        let seconds = time.components.seconds
        return Text(zh: "\(what.zh)已停住\(seconds)秒", en: "\(what.en) has hung for \(seconds) s")
    }
}
