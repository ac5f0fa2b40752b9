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
    /// The space of the journal when it was looked at last; nil before the first look, and after one that failed.
    var storage: Storage?
    var asOf: Timestamp { clock.time }
    /// The time that the present commit has taken; zero while none runs.
    var commitOverdue: Duration
    /// The time for which judging has not come round, beyond the second that it takes.
    var judgingOverdue: Duration
    var buses: [String: Bus]

    /// Whether everything comes round. A journal that is full or locked is no reason to start again: it would be so for the next
    /// start, too. A bus may take ten times as long: looking up the name of a host that nobody answers for takes a minute or two.
    func works(patience: Duration) -> Bool {
        hang(patience: patience) == nil
    }

    /// How long something may hang before the gateway counts as one that does not work, where no watchdog says it.
    static let patience = Duration.seconds(30)

    /// Why the gateway does not judge, or cannot write; nil while it does both.
    var obstacle: Text? { journal.obstacle?.text ?? hang(patience: Self.patience) }

    private func hang(patience: Duration) -> Text? {
        if commitOverdue >= patience { return .hanging(Text(zh: "写入日志库", en: "a commit"), for: commitOverdue) }
        if judgingOverdue >= patience { return .hanging(Text(zh: "判定", en: "judging"), for: judgingOverdue) }
        let bus = buses.sorted { $0.key < $1.key }.first { $0.value.overdue >= patience * 10 }
        return bus.map { .hanging(Text(zh: "总线 \($0.key)", en: "the bus \($0.key)"), for: $0.value.overdue) }
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
    /// Samples that are there and that nobody can read, because what is stored of them is damaged; nil where there are none.
    public var unreadable: Int64?
    /// An estimate: the days in which the present rate fills the whole budget; nil while the rate is not known.
    public var budgetDays: Int?
    /// What of the budget and the disk is used, and how long it lasts, in words.
    public var space: Text?

    /// - Parameter hasText: for people; programs have the reason.
    init(_ health: GatewayHealth, hasText: Bool) {
        self.init(health.journal, hasText: hasText)
        budgetDays = health.storage?.budgetDays.map { Int(min($0, 99_999)) }
        space = hasText ? health.storage?.text(at: health.asOf).text : nil
    }

    /// - Parameter hasText: for people; programs have the reason.
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
