public import Facilities

/// Judges one thing about one facility. A rule is a value: the same events in the same order give the same findings.
/// It knows no clock; time is in the events.
public protocol Rule: Sendable {
    /// The memory of the rule, which is stored between runs.
    associatedtype State: Codable & Hashable & Sendable

    /// The name of the rule in findings, limits and accounts: `carbon.cycle`.
    static var id: String { get }

    /// The subject of the rule, in a sentence.
    static var judges: Text { get }

    /// The subject of its findings, which decides their colour.
    static var colour: RuleClass { get }

    /// The form in which `State` is encoded, which counts up with each change. A state of an earlier form is read by
    /// `migrated`.
    static var form: Int { get }

    /// The id, or a name of its own where a facility may have several such rules.
    var name: String { get }

    /// The limits that it judges by.
    var limits: [Limit] { get }

    /// The quantities that it needs, for a rule that looks at readings.
    var needs: [Need] { get }

    /// The setting that it cannot judge without, where that is no finding; nil if none is missing.
    var lacking: Text? { get }

    /// The reason why it does not judge at present although nothing is missing; nil while it judges.
    var pause: Text? { get }

    /// Returns what people would have to enter or configure, in a word or two; nil where data are missing.
    ///
    /// - Parameter finding: A grey finding of this rule.
    func missingRecord(in finding: Finding) -> Text?

    /// Whether a date gives the begin of a finding of this rule. Its `since` then replaces the one that was remembered.
    func isDated(_ finding: Finding) -> Bool

    /// Whether a grey finding of another rule means that this one cannot judge either: its data are no evidence.
    func isBlinded(by finding: Finding) -> Bool

    /// The memory of the rule after the events so far.
    var state: State { get set }

    /// Takes one event in. Returns what holds after it.
    mutating func consider(_ seen: Observed) -> Verdict

    /// Returns why a record cannot be entered, such as an answer to a complaint that nobody made; nil where it can.
    func problem(with record: Record) -> RecordProblem?

    /// The evidence for its findings, a line each, for people at the gateway and not for the public.
    var details: [Text] { get }

    /// The newest mean of each channel that it has judged, for a rule that judges means.
    var means: [JudgedMean] { get }

    /// The time at which it can judge if data keep coming: the end of the open interval, where no interval has had
    /// enough data. Nil where it judges already.
    var ready: Timestamp? { get }

    /// Returns how the standard for the work (洗到什么标准) stands by what this rule sees. Only recent valid data can pass a
    /// check; a channel without a value has none.
    ///
    /// - Parameter seen: The facility as it stands now, without a new event.
    func checks(_ seen: Observed) -> [StandardCheck]

    /// The figures by which people follow what it judges, from its memory.
    var gauges: [Gauge] { get }

    /// The figures of the newest days that it grades, the oldest first, the open day among them.
    var dustScores: [DustScore] { get }

    /// Its counts by name, as the account of a day contains them.
    var counters: [String: Double] { get }

    /// Continues to count from an account, at the account's end.
    mutating func restore(_ counters: [String: Double], at time: Timestamp)

    /// Reads a state of an earlier form.
    ///
    /// - Throws: `StateError` where the form is not known, and `DecodingError` where the state does not have that form.
    func migrated(_ old: OldState) throws -> State
}

extension Rule {
    public static var form: Int { 1 }
    public var name: String { Self.id }
    public var needs: [Need] { [] }
    public var lacking: Text? { nil }
    public func isBlinded(by finding: Finding) -> Bool { false }
    public var pause: Text? { nil }
    public func missingRecord(in finding: Finding) -> Text? { nil }
    public func isDated(_ finding: Finding) -> Bool { false }
    public func problem(with record: Record) -> RecordProblem? { nil }
    public var details: [Text] { [] }
    public var means: [JudgedMean] { [] }
    public var ready: Timestamp? { nil }
    public func checks(_ seen: Observed) -> [StandardCheck] { [] }
    public var gauges: [Gauge] { [] }
    public var dustScores: [DustScore] { [] }
    public var counters: [String: Double] { [:] }
    public mutating func restore(_ counters: [String: Double], at time: Timestamp) {}

    /// Reads form 0, of 0.1.0, which had what form 1 has, and values that are now observed once for all rules.
    ///
    /// - Throws: As the requirement does.
    public func migrated(_ old: OldState) throws -> State {
        guard old.form == 0 else { throw StateError.unknownForm(old.form) }
        return try State(from: old.decoder)
    }
}
