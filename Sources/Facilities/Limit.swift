/// A figure that must not be passed: where it stands written, who has to act on it, and what a site may make of it.
public struct Limit: Hashable, Sendable {
    /// By which the site's configuration names it.
    public var name: String
    /// Of a permit that nobody has entered only an example of one: see `isSet`.
    public var value: Double
    public var unit: PhysicalUnit
    /// What a configuration may set, in `unit`.
    public var range: ClosedRange<Double>
    /// Which way it becomes looser.
    public var looser: Direction
    public var source: String
    /// Where in the source it stands; empty where nobody knows.
    public var clause: String
    public var addressee: Addressee
    /// True only when the figure was read in the source itself; never for a site's own figure.
    public var verified: Bool
    public var origin: Origin
    /// What it is without the setting of the site; nil unless the site has set it.
    public var standard: Double?

    /// Whether it counts whole days, months or digits, of which there is no half.
    public var isCounted = false

    public enum Direction: String, Codable, Hashable, Sendable, CaseIterable {
        case above, below
        /// Neither way is looser.
        case none
    }

    /// Who must act when it is passed.
    public enum Addressee: String, Codable, Hashable, Sendable, CaseIterable {
        case `operator`
        /// Who looks after the gateway and its instruments.
        case installer
        case bureau
    }

    /// Who set the figure.
    public enum Origin: String, Codable, Hashable, Sendable, CaseIterable {
        /// A source that is named.
        case source
        /// Nobody but this program.
        case own
        /// Nobody yet: the permit of the site has it, and its configuration or the bureau's file must say it.
        case permit
        /// The bureau's file of limits.
        case bureau
        /// The configuration of the facility.
        case site
    }

    public init(
        _ name: String, _ value: Double, _ unit: PhysicalUnit, in range: ClosedRange<Double> = Limit.anything,
        looser: Direction = .none, source: String, clause: String = "", addressee: Addressee = .operator,
        verified: Bool, origin: Origin = .source
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

    public static let anything = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude

    public var counted: Limit {
        var limit = self
        limit.isCounted = true
        return limit
    }
}

extension Limit {
    /// One for which no source was found.
    public static func ownDefault(
        _ name: String, _ value: Double, _ unit: PhysicalUnit, in range: ClosedRange<Double> = anything,
        looser: Direction = .none, addressee: Addressee = .operator
    ) -> Limit {
        Limit(
            name, value, unit, in: range, looser: looser, source: "本程序默认 our own default", addressee: addressee,
            verified: false, origin: .own)
    }

    /// One that each site has in its own permit. There is no default, and nothing is judged by it until it is set.
    ///
    /// - Parameter example: what a configuration could say.
    public static func permit(
        _ name: String, example: Double, _ unit: PhysicalUnit, in range: ClosedRange<Double>, looser: Direction
    ) -> Limit {
        Limit(
            name, example, unit, in: range, looser: looser, source: "排污许可证 the discharge permit", verified: false,
            origin: .permit)
    }

    /// Whether there is a figure to judge by.
    public var isSet: Bool { origin != .permit }

    /// The figure to judge by; nil of a permit that nobody has entered.
    public var figure: Measure? { isSet ? Measure(value, unit) : nil }

    /// What the configuration of the facility makes of it. Nobody has read such a figure in a source.
    public func set(bySite value: Double) -> Limit {
        var limit = self
        (limit.value, limit.standard) = (value, standard ?? figure?.value)
        (limit.source, limit.clause, limit.verified, limit.origin) = ("现场配置 site configuration", "", false, .site)
        return limit
    }

    /// The same limit as another figure, such as a share as the mass that it stands for.
    public func shown(as name: String? = nil, _ value: Double, _ unit: PhysicalUnit? = nil) -> Limit {
        var limit = self
        (limit.name, limit.value, limit.unit) = (name ?? self.name, value, unit ?? self.unit)
        (limit.range, limit.standard) = (Limit.anything, nil)
        return limit
    }

    public func addressed(to addressee: Addressee) -> Limit {
        var limit = self
        limit.addressee = addressee
        return limit
    }

    /// Whether the site has made it looser than it is elsewhere.
    public var loosened: Loosened? {
        guard let standard else { return nil }
        let isLooser =
            switch looser {
            case .above: value > standard
            case .below: value < standard
            case .none: false
            }
        return isLooser ? Loosened(limit: name, standard: standard, set: value, unit: unit) : nil
    }

    /// As a whole number of days, months or pieces: one that no calendar knows becomes the last that it knows.
    public var whole: Int { Int(min(max(value.isNaN ? 0 : value, 0), 100_000)) }
}

/// A limit that the configuration of a facility has made looser.
public struct Loosened: Codable, Hashable, Sendable {
    public var limit: String
    /// What it would be: the bureau's figure, or else the rule's own.
    public var standard: Double
    public var set: Double
    public var unit: PhysicalUnit

    public init(limit: String, standard: Double, set: Double, unit: PhysicalUnit) {
        self.limit = limit
        self.standard = standard
        self.set = set
        self.unit = unit
    }

    private enum CodingKeys: String, CodingKey {
        case limit, set, unit
        case standard = "default"
    }

    /// `限值已放宽：压差 2500 → 3000 Pa`
    public var text: Text {
        let title = Limit.title(of: limit)
        let change = "\(standard.plainText) → \(Measure(set, unit))"
        return Text(zh: "限值已放宽：\(title.zh) \(change)", en: "limit loosened: \(title.en) \(change)")
    }
}

/// A figure that the bureau's file gives for a limit, for all facilities of a gateway.
public struct BureauFigure: Hashable, Sendable {
    public var value: Measure
    public var source: String
    public var clause: String
    /// Whether the bureau says that it was read in the source.
    public var verified: Bool

    public init(_ value: Measure, source: String, clause: String = "", verified: Bool) {
        self.value = value
        self.source = source
        self.clause = clause
        self.verified = verified
    }
}

extension Limit {
    /// What the bureau's file makes of it.
    public func set(by figure: BureauFigure) -> Limit {
        guard let value = figure.value.value(in: unit) else { return self }
        var limit = self
        limit.value = value
        (limit.source, limit.clause, limit.verified) = (figure.source, figure.clause, figure.verified)
        limit.origin = .bureau
        return limit
    }
}

extension Limit: Codable {
    /// What rules remembered before 0.2.0 has name, value, unit, source and standing only.
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
