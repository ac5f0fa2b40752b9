import Facilities

/// Rules whose memory could not be read, and the reason.
public struct Unreadable: Hashable, Sendable {
    /// The names of the rules.
    public var rules: [String]
    /// Whether nothing at all could be read, neither of the rules nor of the rest.
    public var isAll: Bool
    /// The reason in English, for the log and the ledger.
    public var reason: String
}

private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }

    static let form = Name(stringValue: "form")
    static let memory = Name(stringValue: "facility")
    static let observed = Name(stringValue: "observed")
    static let rules = Name(stringValue: "rules")
    static let state = Name(stringValue: "state")
}

extension FacilityRules: Encodable {
    /// The form of the memory that is stored beside the rules' own states. In form 1 a channel had all its members.
    static let form = 2

    /// Encodes the memory: `{"form": 2, "facility": {…}, "observed": {…}, "rules": {"carbon.cycle": {"form": 1,
    /// "state": {…}}}}`.
    ///
    /// - Throws: The encoder's error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        try container.encode(Self.form, forKey: .form)
        var memory = memory
        (memory.steps, memory.assessment) = (steps, status.assessment)
        try container.encode(memory, forKey: .memory)
        try container.encode(observation, forKey: .observed)
        var states = container.nestedContainer(keyedBy: Name.self, forKey: .rules)
        for rule in rules {
            var one = states.nestedContainer(keyedBy: Name.self, forKey: Name(stringValue: rule.name))
            try one.encode(type(of: rule).form, forKey: .form)
            try rule.encodeState(to: one.superEncoder(forKey: .state))
        }
    }

    /// Continues from a memory that this version or an earlier one encoded. Returns the rules whose memory could not be
    /// read, which start over; nil where all could be read.
    public mutating func restore(from decoder: any Decoder) -> Unreadable? {
        do {
            let container = try decoder.container(keyedBy: Name.self)
            let form = try container.decodeIfPresent(Int.self, forKey: .form) ?? 0
            switch form {
            case 0: return restoreForm0(from: decoder, container)
            case 1, Self.form: return try restore(container)
            default: throw StateError.unknownForm(form)
            }
        } catch {
            return nothing(Self.reason(error))
        }
    }

    /// Returns the result for a memory of which nothing could be read.
    public func nothing(_ reason: String) -> Unreadable {
        Unreadable(rules: rules.map(\.name), isAll: true, reason: reason)
    }

    private mutating func restore(_ container: KeyedDecodingContainer<Name>) throws -> Unreadable? {
        memory = try container.decode(Memory.self, forKey: .memory)
        observation = try container.decode(Observation.self, forKey: .observed)
        observation.declare(facility.channels, at: memory.asOf ?? Timestamp(milliseconds: 0))
        let states = try container.nestedContainer(keyedBy: Name.self, forKey: .rules)
        return restoreRules { name in
            guard states.contains(name) else { return nil }
            let one = try states.nestedContainer(keyedBy: Name.self, forKey: name)
            return (try one.decode(Int.self, forKey: .form), try one.superDecoder(forKey: .state))
        }
    }

    private mutating func restoreForm0(
        from decoder: any Decoder, _ container: KeyedDecodingContainer<Name>
    ) -> Unreadable? {
        let unreadable = restoreRules { name in
            container.contains(name) ? (0, try container.superDecoder(forKey: name)) : nil
        }
        do {
            let old = OldState(form: 0, decoder: try container.superDecoder(forKey: .memory), facility: facility)
            memory = try Memory(old)
            // The states of these two rules timed a quantity that those of the others did not.
            let names = rules.map(\.name).filter { $0 != FumeSensor.id && $0 != MachinerySmoke.id }
            let observed = try names.map(Name.init).filter(container.contains).map {
                try Form0.Observed(from: container.superDecoder(forKey: $0))
            }
            observation = Form0.observation(observed, of: facility, asOf: memory.asOf)
        } catch {
            return nothing(Self.reason(error))
        }
        return unreadable
    }

    /// Restores the state of each rule.
    ///
    /// - Parameter state: Returns form and decoder of a rule's memory; nil for a rule that is new.
    private mutating func restoreRules(_ state: (Name) throws -> (Int, any Decoder)?) -> Unreadable? {
        var unreadable = Unreadable(rules: [], isAll: false, reason: "")
        for index in rules.indices {
            let name = rules[index].name
            do {
                guard let (form, decoder) = try state(Name(stringValue: name)) else { continue }
                try rules[index].restoreState(OldState(form: form, decoder: decoder, facility: facility))
            } catch {
                unreadable.rules.append(name)
                if unreadable.reason.isEmpty { unreadable.reason = "\(name): \(Self.reason(error))" }
            }
        }
        return unreadable.rules.isEmpty ? nil : unreadable
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            "\((context.codingPath + [key]).map(\.stringValue).joined(separator: ".")) is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")): \(context.debugDescription)"
        default: "\(error)"
        }
    }
}

extension Rule {
    func encodeState(to encoder: any Encoder) throws {
        try state.encode(to: encoder)
    }

    mutating func restoreState(_ old: OldState) throws {
        state = old.form == Self.form ? try State(from: old.decoder) : try migrated(old)
    }
}
