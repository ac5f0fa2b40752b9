import Facilities

/// How the gateway is, as its state message says it.
struct StateHealth: Encodable, Sendable {
    var asOf: Timestamp
    var version: String
    var clock: Clock
    var journal: Journal
    var buses: [String: Bus]

    enum Clock: String, Encodable {
        /// A source keeps it right.
        case synchronised
        /// No source does, and nothing speaks against it.
        case unsynchronised
        /// Nobody knows the time.
        case untrusted

        init(_ report: ClockReport) {
            self = !report.believed ? .untrusted : report.source == nil ? .unsynchronised : .synchronised
        }
    }

    /// The journal: what is lost and what waits only where there is some.
    struct Journal: Encodable {
        /// Whether it can be written.
        var writing: Bool
        /// How many days of samples it has; nil where it cannot be read.
        var days: Int?
        /// An estimate: the days in which the present rate fills the whole budget; nil while the rate is not known.
        var budgetDays: Int?
        /// Why it cannot be written: `full`, `failing`, `locked`, `corrupt` or `removed`.
        var reason: String?
        /// The time since which it cannot.
        var since: Timestamp?
        /// Samples, entries and means that wait in memory.
        var waiting: Int?
        /// Samples, entries and means that are lost by causes that last.
        var lost: Int64?
    }

    struct Bus: Encodable {
        var devices: Int
        /// Of these, those whose newest answer had a value.
        var online: Int
        /// The share of the last minute in which the line was busy.
        var busy: Double
    }
}

extension StateHealth {
    /// - Parameter oldest: the time of the oldest sample that is kept; nil where the journal cannot be read.
    init(_ health: GatewayHealth, oldest: Timestamp?) {
        self.init(
            asOf: health.asOf, version: Release.version, clock: Clock(health.clock),
            journal: Journal(
                JournalReport(health, hasText: false), days: oldest.map { Self.days(from: $0, to: health.asOf) }),
            buses: health.buses.mapValues(Bus.init))
    }

    /// Whole days between two times; 0 where the clock has gone back.
    private static func days(from oldest: Timestamp, to now: Timestamp) -> Int {
        max(0, Int((now.milliseconds - oldest.milliseconds) / 86_400_000))
    }
}

extension StateHealth.Journal {
    init(_ report: JournalReport, days: Int?) {
        self.init(
            writing: report.writing, days: days, budgetDays: report.budgetDays, reason: report.reason,
            since: report.since,
            waiting: report.waiting > 0 ? report.waiting : nil, lost: report.lost > 0 ? report.lost : nil)
    }
}

extension StateHealth.Bus {
    init(_ bus: GatewayHealth.Bus) {
        self.init(
            devices: bus.devices, online: bus.answering, busy: ((bus.report?.busy ?? 0) * 1000).rounded() / 1000)
    }
}
