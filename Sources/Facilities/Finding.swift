/// What a rule holds against a facility, with the figures that it rests on, so that anybody can check it by hand.
public struct Finding: Hashable, Sendable {
    public enum Level: String, Codable, Hashable, Sendable, CaseIterable {
        /// The rule cannot judge: what it needs to know is missing.
        case grey
        /// Soon due, or advised.
        case yellow
        /// Overdue, or over the limit.
        case red
    }

    /// `carbon.cycle`
    public var rule: String
    /// What tells two findings of one rule apart, such as the number of a complaint; empty when there is just one.
    public var cause: String
    /// Whose values it rests on, for a finding of one channel.
    public var device: DeviceID?
    /// Where that device measures, if the site gave the place a name.
    public var place: String?
    public var level: Level
    /// Since when it holds.
    public var since: Timestamp
    public var figure: Double?
    /// Whether the figure is exact, or the end of the instrument's range.
    public var bound: Bound
    public var limit: Double?
    public var unit: PhysicalUnit?
    /// Where the limit stands written.
    public var source: String
    /// Where in the source, as far as it is known.
    public var clause: String?
    /// Who must act; nil in a finding of 0.1.0.
    public var addressee: Limit.Addressee?
    /// Whether the limit was read in that source, or in a maker's manual.
    public var verified: Bool
    public var text: Text
    /// Whether it stays in force after its evidence is gone, until somebody acknowledges it.
    public var latches: Bool
    /// Since when its evidence is gone, for one that latches.
    public var over: Timestamp?
    /// When somebody took note of it.
    public var acknowledged: Sign?
    /// When somebody said that its cause was put right; it is cleared when the evidence says so too.
    public var rectified: Sign?
    /// Until when nobody is reminded of it. It goes on counting for the light.
    public var shelvedUntil: Timestamp?

    public init(
        rule: String, cause: String = "", of channel: Channel? = nil, level: Level, since: Timestamp,
        figure: Double? = nil, bound: Bound = .exact, limit: Limit, text: Text, latches: Bool = false
    ) {
        self.rule = rule
        self.cause = cause
        device = channel?.id.device
        place = channel.flatMap { $0.place.isEmpty ? nil : $0.place }
        self.level = level
        self.since = since
        self.figure = figure
        self.bound = bound
        self.limit = limit.value
        unit = limit.unit
        source = limit.source
        clause = limit.clause.isEmpty ? nil : limit.clause
        addressee = limit.addressee
        verified = limit.verified
        self.text = text
        self.latches = latches
    }

    /// One finding in its life: a rule raises the same one once, whatever its level becomes, and clears it once.
    public struct Identity: Codable, Hashable, Sendable {
        public var rule: String
        public var cause: String

        public init(rule: String, cause: String = "") {
            self.rule = rule
            self.cause = cause
        }
    }

    public var identity: Identity { Identity(rule: rule, cause: cause) }

    /// Whether it goes against somebody by a figure that nobody has read in its source.
    public var isUnverified: Bool { !verified && level != .grey }

    /// Its text, with a mark when nobody has read its figure in the source.
    public var textWithStanding: Text {
        isUnverified ? Text(zh: "\(text.zh)（依据未核实）", en: "\(text.en) (source not verified)") : text
    }

    /// What becomes of a finding.
    public enum Step: String, Codable, Hashable, Sendable, CaseIterable {
        case raised
        /// Its level became another.
        case changed
        case acknowledged, rectified, shelved
        /// The shelving ended.
        case unshelved
        case cleared
    }
}

extension Finding: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func value<Value: Decodable>(_ key: CodingKeys) throws -> Value {
            try container.decode(Value.self, forKey: key)
        }
        func optional<Value: Decodable>(_ key: CodingKeys) throws -> Value? {
            try container.decodeIfPresent(Value.self, forKey: key)
        }
        (rule, cause, level, since) = (try value(.rule), try value(.cause), try value(.level), try value(.since))
        (device, place) = (try optional(.device), try optional(.place))
        (figure, limit, unit) = (try optional(.figure), try optional(.limit), try optional(.unit))
        // Ledgers of 0.1.0 have none: all of its figures were exact.
        bound = try optional(.bound) ?? .exact
        (source, verified, text) = (try value(.source), try value(.verified), try value(.text))
        (clause, addressee) = (try optional(.clause), try optional(.addressee))
        (latches, over) = (try value(.latches), try optional(.over))
        (acknowledged, rectified) = (try optional(.acknowledged), try optional(.rectified))
        shelvedUntil = try optional(.shelvedUntil)
    }
}

/// That somebody did something, and when. Who it was stands in their record, where it can be erased.
public struct Sign: Codable, Hashable, Sendable {
    public var at: Timestamp

    public init(at: Timestamp) {
        self.at = at
    }
}
