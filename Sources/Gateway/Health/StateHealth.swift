import Facilities

/// The health of the gateway in its state message.
struct StateHealth: Encodable, Sendable {
    var asOf: Timestamp
    var version: String
    var clock: Clock
    var journal: Journal
    var buses: [String: Bus]

    enum Clock: String, Encodable {
        /// A source keeps the clock right.
        case synchronised
        /// No source does, and nothing contradicts the clock.
        case unsynchronised
        /// The time is unknown.
        case untrusted

        init(_ report: ClockReport) {
            self = !report.believed ? .untrusted : report.source == nil ? .unsynchronised : .synchronised
        }
    }

    /// The health of the journal, with the numbers of lost and waiting items only if there are any.
    struct Journal: Encodable {
        /// Whether it can be written.
        var writing: Bool
        /// The number of days for which it has samples; nil if it cannot be read.
        var days: Int?
        /// An estimate of the days in which the present rate fills the whole budget; nil while the rate is unknown.
        var budgetDays: Int?
        /// The reason why it cannot be written: `full`, `failing`, `locked`, `corrupt` or `removed`; nil while it can.
        var reason: String?
        /// The time since which it cannot be written; nil while it can.
        var since: Timestamp?
        /// The number of samples, entries and means that wait in memory; nil for none.
        var waiting: Int?
        /// The number of samples, entries and means that are lost by causes that continue; nil for none.
        var lost: Int64?
    }

    struct Bus: Encodable {
        var devices: Int
        /// The number of these units whose newest answer had a value.
        var online: Int
        /// The share of the last minute in which the line was busy, 0 to 1.
        var busy: Double
    }
}

extension StateHealth {
    /// Creates the message's part.
    ///
    /// - Parameter oldest: the time of the oldest stored sample; nil if the journal cannot be read.
    init(_ health: GatewayHealth, oldest: Timestamp?) {
        self.init(
            asOf: health.asOf, version: Release.version, clock: Clock(health.clock),
            journal: Journal(
                JournalReport(health, hasText: false), days: oldest.map { Self.days(from: $0, to: health.asOf) }),
            buses: health.buses.mapValues(Bus.init))
    }

    /// Returns the whole days between two times; 0 if the clock has gone back.
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
