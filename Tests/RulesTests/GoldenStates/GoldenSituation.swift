import Facilities

/// What happens at one facility until a golden state is written, and afterwards. Each situation needs what its rules
/// remember: counters, means that are half full, delays that have begun, findings that wait for somebody.
struct GoldenSituation: Sendable {
    /// As the golden file is named.
    var name: String
    var facility: Facility
    var before: [GoldenEvent]
    var after: [GoldenEvent]

    init(
        _ name: String, _ settings: Facility.Settings, limits: [String: Measure] = [:], thresholds: [Threshold] = [],
        before: [GoldenEvent], after: [GoldenEvent]
    ) {
        self.name = name
        facility = Facility(
            code: code, name: "试验", settings: settings, limits: limits, thresholds: thresholds,
            channels: (before + after).flatMap(\.channels).unique
        )
        (self.before, self.after) = (before, after)
    }

    static let all = carbon + fume + machinery + dust + complaints

    static func named(_ name: String) -> GoldenSituation? { all.first { $0.name == name } }
}

extension GoldenEvent {
    typealias Readings = [Quantity: GoldenReading]

    /// Polls of devices, from one time after `start` to another.
    static func polls(_ every: Int, _ from: Duration, _ to: Duration, _ samples: [String: Readings]) -> GoldenEvent {
        let named = samples.mapValues { readings in
            Dictionary(uniqueKeysWithValues: readings.map { ($0.key.rawValue, $0.value) })
        }
        return .polls(Polls(every: every, from: start + from, to: start + to, samples: named))
    }

    static func ticks(_ every: Int, _ from: Duration, _ to: Duration) -> GoldenEvent { polls(every, from, to, [:]) }

    static func record(_ at: Duration, _ body: any RecordContent, by person: String = "王") -> GoldenEvent {
        .record(Record(at: start + at, by: person, body))
    }

    static func record(_ day: String, _ body: any RecordContent) -> GoldenEvent {
        .record(Record(at: Day(day)!.start(utcOffset: 28_800) + .hours(9), by: "王", body))
    }
}

extension [Channel] {
    /// One of each id, with its shortest period.
    fileprivate var unique: [Channel] {
        let periods = Dictionary(map { ($0.id, $0.period) }, uniquingKeysWith: Swift.min)
        return reduce(into: []) { channels, channel in
            guard !channels.contains(where: { $0.id == channel.id }) else { return }
            var channel = channel
            channel.period = periods[channel.id] ?? channel.period
            channels.append(channel)
        }
    }
}
