/// A violation, a reminder or a gap that a rule has found at a facility, with the figures that it rests on, so that
/// anybody can check it by hand.
public struct Finding: Hashable, Sendable {
    /// The gravity of a finding, which decides the light.
    public enum Level: String, Codable, Hashable, Sendable, CaseIterable {
        /// The rule cannot judge: what it needs to know is missing.
        case grey
        /// A duty that is soon due, or advice.
        case yellow
        /// Overdue, or over the limit.
        case red
    }

    /// `carbon.cycle`
    public var rule: String
    /// What tells two findings of one rule apart, such as the number of a complaint; empty when there is just one.
    public var cause: String
    /// The device whose values it rests on, for a finding of one channel.
    public var device: DeviceID?
    /// The place of that device, if the site gave it a name.
    public var place: String?
    /// The level now; it may change while the finding is in force.
    public var level: Level
    /// The time since which it holds.
    public var since: Timestamp
    /// The figure that was found, in `unit`; nil where there is none.
    public var figure: Double?
    /// Whether the figure is exact, or the end of the instrument's range.
    public var bound: Bound
    /// The limit that the figure is compared with, in `unit`.
    public var limit: Double?
    /// The unit of `figure` and `limit`.
    public var unit: PhysicalUnit?
    /// The source of the limit.
    public var source: String
    /// The clause in the source, as far as it is known.
    public var clause: String?
    /// The person who must act; nil in a finding of 0.1.0.
    public var addressee: Limit.Addressee?
    /// Whether the limit was read in that source, or in a maker's manual.
    public var verified: Bool
    /// The finding in a sentence.
    public var text: Text
    /// Whether it stays in force after its evidence is gone, until somebody acknowledges it.
    public var latches: Bool
    /// The time since which its evidence is gone, for one that latches.
    public var over: Timestamp?
    /// The acknowledgement by a person; nil while there is none.
    public var acknowledged: Sign?
    /// The report that its cause was repaired; the finding is cleared when the evidence agrees.
    public var rectified: Sign?
    /// The time until which nobody is reminded of it. It still counts for the light.
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

    /// The identity of a finding during its life: a rule raises the same one once, whatever its level becomes, and
    /// clears it once.
    public struct Identity: Codable, Hashable, Sendable {
        /// The rule that found it.
        public var rule: String
        /// The cause that distinguishes the findings of one rule; empty for a single one.
        public var cause: String

        public init(rule: String, cause: String = "") {
            self.rule = rule
            self.cause = cause
        }
    }

    /// The identity, by which the ledger and the page follow the finding.
    public var identity: Identity { Identity(rule: rule, cause: cause) }

    /// Whether it accuses somebody by a figure that nobody has read in its source.
    public var isUnverified: Bool { !verified && level != .grey }

    /// The text, with a mark where nobody has read its figure in the source.
    public var textWithStanding: Text {
        isUnverified ? Text(zh: "\(text.zh)（依据未核实）", en: "\(text.en) (source not verified)") : text
    }

    /// A step in the life of a finding.
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
