import Facilities

/// What happened at a facility, as a golden file writes it. Repeated samples stand there once, with when they came:
///
///     {"polls": {"every": 10, "from": "…", "to": "…", "samples": {"novus-np785@line-1/1": {"pressureDrop": [2600, "Pa"]}}}}
///
/// Beside them comes a tick at every whole minute, as the gateway gives it; without samples every poll is a tick.
/// Samples are as the devices give them: the calibrations that are in force then are not applied yet.
enum GoldenEvent: Hashable, Sendable {
    case polls(Polls)
    case record(Record)
    case evidence(Evidence)

    struct Polls: Codable, Hashable, Sendable {
        /// Seconds.
        var every: Int
        var from: Timestamp
        /// The last one is at this time or before.
        var to: Timestamp
        /// By device, then by quantity.
        var samples: [String: [String: GoldenReading]] = [:]
    }

    /// What the configuration of a facility with these devices declares.
    var channels: [Channel] {
        guard case .polls(let polls) = self else { return [] }
        return polls.samples.sorted { $0.key < $1.key }.flatMap { device, readings in
            readings.keys.sorted().map { quantity in
                Channel(.named(device), Quantity(rawValue: quantity)!, period: .seconds(polls.every))
            }
        }
    }

    /// In order of time.
    var events: [Event] {
        switch self {
        case .polls(let polls): polls.events
        case .record(let record): [.record(record)]
        case .evidence(let evidence): [.evidence(evidence)]
        }
    }
}

extension GoldenEvent.Polls {
    fileprivate var events: [Event] {
        stride(from: from.milliseconds, through: to.milliseconds, by: every * 1000).flatMap { milliseconds in
            let time = Timestamp(milliseconds: milliseconds)
            let polled = samples.sorted { $0.key < $1.key }.map { Event.sample(sample($0, $1, time)) }
            let ticks = samples.isEmpty || milliseconds % 60_000 == 0
            return polled + (ticks ? [Event.tick(time)] : [])
        }
    }

    private func sample(_ device: String, _ readings: [String: GoldenReading], _ time: Timestamp) -> Sample {
        Sample(
            device: .named(device), time: time,
            readings: readings.sorted { $0.key < $1.key }.map { name, reading in reading.of(Quantity(rawValue: name)!) }
        )
    }
}

extension GoldenEvent: Codable {
    private enum Key: String, CodingKey { case polls, record, evidence }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let record = try container.decodeIfPresent(Record.self, forKey: .record) {
            self = .record(record)
        } else if let evidence = try container.decodeIfPresent(Evidence.self, forKey: .evidence) {
            self = .evidence(evidence)
        } else {
            self = .polls(try container.decode(Polls.self, forKey: .polls))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .polls(let polls): try container.encode(polls, forKey: .polls)
        case .record(let record): try container.encode(record, forKey: .record)
        case .evidence(let evidence): try container.encode(evidence, forKey: .evidence)
        }
    }
}

/// `[2600, "Pa"]`, `[2600, "Pa", "uncertain:stuck"]`, `[null, "Pa", "bad:noAnswer"]`
struct GoldenReading: Hashable, Sendable, Codable {
    var value: Double?
    var unit: PhysicalUnit
    var quality = Quality.good

    init(_ value: Double?, _ unit: PhysicalUnit, _ quality: Quality = .good) {
        (self.value, self.unit, self.quality) = (value, unit, quality)
    }

    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        value = try container.decodeNil() ? nil : container.decode(Double.self)
        unit = try container.decode(PhysicalUnit.self)
        if !container.isAtEnd { quality = try container.decode(Quality.self) }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
        try container.encode(unit)
        if quality != .good { try container.encode(quality) }
    }

    func of(_ quantity: Quantity) -> Reading {
        guard let value else { return Reading(quantity, unit, bad: reason) }
        return Reading(quantity, value, unit, quality: quality)
    }

    private var reason: Quality.Reason {
        switch quality {
        case .good: .notAvailable
        case .uncertain(let reason), .bad(let reason): reason
        }
    }
}

extension DeviceID {
    /// As journals of 0.1.0 named devices: the profile before bus and unit.
    fileprivate static func named(_ text: String) -> DeviceID {
        DeviceID(text.split(separator: "@").last.map(String.init) ?? text)
    }
}
