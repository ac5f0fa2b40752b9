/// A figure that must not be passed: its source, the person who must act, and the figures that a site may set.
public struct Limit: Hashable, Sendable {
    /// The name in the site's configuration.
    public var name: String
    /// The figure, in `unit`; only an example for a permit that nobody has entered, see `isSet`.
    public var value: Double
    /// The unit of `value`, `range` and `standard`.
    public var unit: PhysicalUnit
    /// The figures that a configuration may set, in `unit`.
    public var range: ClosedRange<Double>
    /// The direction in which it becomes looser.
    public var looser: Direction
    /// The standard or the document that contains the figure.
    public var source: String
    /// The clause in the source; empty where it is unknown.
    public var clause: String
    /// The person who must act when it is passed.
    public var addressee: Addressee
    /// True only when the figure was read in the source itself; never for a site's own figure.
    public var verified: Bool
    /// The author of the figure, which decides the colour of a finding.
    public var origin: Author
    /// The figure without the site's setting, in `unit`; nil unless the site has set it.
    public var standard: Double?

    /// Whether it counts whole days, months or digits.
    public var isCounted = false

    /// A direction in which a limit becomes looser.
    public enum Direction: String, Codable, Hashable, Sendable, CaseIterable {
        case above, below
        /// Neither direction is looser.
        case none
    }

    /// The person who must act.
    public enum Addressee: String, Codable, Hashable, Sendable, CaseIterable {
        case `operator`
        /// The person who maintains the gateway and its instruments.
        case installer
        case bureau
    }

    /// The author of a figure.
    public enum Author: String, Codable, Hashable, Sendable, CaseIterable {
        /// A source that is named.
        case source
        /// This program alone.
        case own
        /// Nobody yet: the figure is in the site's permit, and its configuration or the bureau's file must contain it.
        case permit
        /// The bureau's file of limits.
        case bureau
        /// The configuration of the facility.
        case site
    }

    public init(
        _ name: String, _ value: Double, _ unit: PhysicalUnit, in range: ClosedRange<Double> = Limit.anything,
        looser: Direction = .none, source: String, clause: String = "", addressee: Addressee = .operator,
        verified: Bool, origin: Author = .source
    ) {
        self.name = name
        self.value = value
        self.unit = unit
        self.range = range
        self.looser = looser
        self.source = source
        self.clause = clause
        self.addressee = addressee
        self.verified = verified
        self.origin = origin
    }

    /// The range that contains every number.
    public static let anything = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude

    /// The same limit as one of whole numbers.
    public var counted: Limit {
        var limit = self
        limit.isCounted = true
        return limit
    }
}

extension Limit {
    /// Returns a limit for which no source was found.
    public static func ownDefault(
        _ name: String, _ value: Double, _ unit: PhysicalUnit, in range: ClosedRange<Double> = anything,
        looser: Direction = .none, addressee: Addressee = .operator
    ) -> Limit {
        Limit(
            name, value, unit, in: range, looser: looser, source: "本程序默认 our own default", addressee: addressee,
            verified: false, origin: .own)
    }

    /// Returns a limit that each site has in its own permit. There is no default, and nothing is judged by it until it
    /// is set.
    ///
    /// - Parameter example: A figure that a configuration could set.
    public static func permit(
        _ name: String, example: Double, _ unit: PhysicalUnit, in range: ClosedRange<Double>, looser: Direction
    ) -> Limit {
        Limit(
            name, example, unit, in: range, looser: looser, source: "排污许可证 the discharge permit", verified: false,
            origin: .permit)
    }

    /// Whether there is a figure to judge by.
    public var isSet: Bool { origin != .permit }

    /// The figure to judge by; nil for a permit that nobody has entered.
    public var figure: Measure? { isSet ? Measure(value, unit) : nil }

    /// Returns the limit with the figure of the facility's configuration, which counts as not verified.
    public func set(bySite value: Double) -> Limit {
        var limit = self
        (limit.value, limit.standard) = (value, standard ?? figure?.value)
        (limit.source, limit.clause, limit.verified, limit.origin) = ("现场配置 site configuration", "", false, .site)
        return limit
    }

    /// Returns the same limit as another figure, such as the mass that a share represents.
    public func shown(as name: String? = nil, _ value: Double, _ unit: PhysicalUnit? = nil) -> Limit {
        var limit = self
        (limit.name, limit.value, limit.unit) = (name ?? self.name, value, unit ?? self.unit)
        (limit.range, limit.standard) = (Limit.anything, nil)
        return limit
    }

    /// Returns the same limit with another person who must act.
    public func addressed(to addressee: Addressee) -> Limit {
        var limit = self
        limit.addressee = addressee
        return limit
    }

    /// The figure as a whole number of days, months or pieces, from 0 to 100,000.
    public var whole: Int { Int(min(max(value.isNaN ? 0 : value, 0), 100_000)) }
}

extension Limit: Codable {
    /// Reads a limit. What rules remembered before 0.2.0 has name, value, unit, source and standing only.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func optional<Value: Decodable>(_ key: CodingKeys, _ other: Value) throws -> Value {
            try container.decodeIfPresent(Value.self, forKey: key) ?? other
        }
        name = try container.decode(String.self, forKey: .name)
        value = try container.decode(Double.self, forKey: .value)
        unit = try container.decode(PhysicalUnit.self, forKey: .unit)
        source = try container.decode(String.self, forKey: .source)
        verified = try container.decode(Bool.self, forKey: .verified)
        range = try optional(.range, Limit.anything)
        (looser, clause) = (try optional(.looser, .none), try optional(.clause, ""))
        (addressee, origin) = (try optional(.addressee, .operator), try optional(.origin, .source))
        standard = try container.decodeIfPresent(Double.self, forKey: .standard)
    }
}
