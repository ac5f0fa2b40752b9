public import Facilities

/// Judges one thing about one facility. A rule is a value: the same events in the same order give the same findings.
/// It knows no clock; time is in the events.
public protocol Rule: Sendable {
    associatedtype State: Codable & Hashable & Sendable

    /// `carbon.cycle`
    static var id: String { get }

    /// What it judges, in a sentence.
    static var judges: Text { get }

    /// What its findings are about, which decides their colour.
    static var colour: RuleClass { get }

    /// Counts up whenever `State` is coded in another way. A state of an earlier form is read by `migrated`.
    static var form: Int { get }

    /// Its id, but for rules of which a facility may have several.
    var name: String { get }

    /// What it judges by.
    var limits: [Limit] { get }

    /// What it must be told of, for a rule that looks at readings.
    var needs: [Need] { get }

    /// Which setting it cannot judge without, where that is no finding; nil if none is missing.
    var lacking: Text? { get }

    /// Why it does not judge at present although nothing is missing; nil while it judges.
    var pause: Text? { get }

    /// What people would have to enter or configure, in a word or two; nil where data are missing.
    ///
    /// - Parameter finding: a grey one of this rule.
    func missingRecord(in finding: Finding) -> Text?

    /// Whether a date says when a finding of this rule began. Its `since` then replaces the one that was remembered.
    func isDated(_ finding: Finding) -> Bool

    /// Whether a grey finding of another rule takes this one's judgement too: what it shows is no evidence of anything.
    func isBlinded(by finding: Finding) -> Bool

    /// What it remembers.
    var state: State { get set }

    /// Takes one event in, and says what holds after it.
    mutating func consider(_ seen: Observed) -> Verdict

    /// Why a record cannot be entered as things stand, such as an answer to a complaint that nobody made.
    func problem(with record: Record) -> RecordProblem?

    /// What stands behind its findings, a line each, for people at the gateway and not for the public.
    var details: [Text] { get }

    /// The newest mean of each channel that it has judged; of a rule that judges means.
    var means: [JudgedMean] { get }

    /// When it can judge, if data keep coming: the end of the interval that is open, where there was no interval with data enough; nil
    /// where it judges.
    var ready: Timestamp? { get }

    /// How the standard that work must reach stands by what this rule sees (洗到什么标准). Only recent valid data say that
    /// it is passed; what gives no value now has no check.
    ///
    /// - Parameter seen: the facility as it stands now, without a new event.
    func checks(_ seen: Observed) -> [StandardCheck]

    /// The figures by which people follow what it judges, as it remembers them.
    var gauges: [Gauge] { get }

    /// What the newest days that it grades are reckoned from, the oldest first, the day that is not over among them.
    var dustScores: [DustScore] { get }

    /// What it counts, by name, as the account of a day has it.
    var counters: [String: Double] { get }

    /// Counts on from what an account had, at the account's end.
    mutating func restore(_ counters: [String: Double], at time: Timestamp)

    /// Reads a state of an earlier form.
    ///
    /// - Throws: where the form is not known, or the state is not of it.
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

    /// Form 0, of 0.1.0, had what form 1 has, and more that is now observed once for all rules.
    public func migrated(_ old: OldState) throws -> State {
        guard old.form == 0 else { throw StateError.unknownForm(old.form) }
        return try State(from: old.decoder)
    }
}

/// What a rule holds after an event.
public struct Verdict: Sendable {
    public private(set) var findings: [Finding] = []
    /// What somebody has to do because of the rule, and by when; also while nothing is wrong yet.
    public private(set) var next: NextStep?
    /// The newest grade, of a rule that grades.
    public var assessment: Assessment?
    /// What a window that ended with this event makes suspect.
    private(set) var suspicions: [Suspicion] = []

    init(_ findings: [Finding] = [], next: NextStep? = nil) {
        self.findings = findings
        self.next = next
    }

    init(_ suspicions: [Suspicion]) {
        self.suspicions = suspicions
    }

    /// Adds a finding, and what to do about it on the day it began, unless something else is to be done already.
    mutating func add(_ finding: Finding?, _ action: NextStep.Action? = nil, in seen: Observed) {
        guard let finding else { return }
        findings.append(finding)
        if next == nil, let action { next = NextStep(action, due: seen.day(finding.since)) }
    }

    mutating func add(_ found: [Finding], _ action: NextStep.Action? = nil, in seen: Observed) {
        for finding in found { add(finding, in: seen) }
        guard next == nil, let action, let since = found.map(\.since).min() else { return }
        next = NextStep(action, due: seen.day(since))
    }

    /// What is to be done in any case, unless something else is already.
    mutating func then(_ step: NextStep?) { next = next ?? step }
}

/// A quantity that a rule looks at, and what an instrument for it must be able to do.
public struct Need: Sendable {
    /// Any of them will do.
    public var quantities: [Quantity]
    /// The longest period at which the rule can still judge by it.
    public var within: Duration
    /// The limits that its values are compared with, in the unit of its readings, and on which side.
    public var limits: [(limit: Limit, side: Threshold.Side)]
    /// Whether the rule is judged without it too.
    public var isOptional: Bool

    init(
        _ quantities: Quantity..., within: Duration = .minutes(10),
        limits: [(limit: Limit, side: Threshold.Side)] = [], isOptional: Bool = false
    ) {
        self.quantities = quantities
        self.within = within
        self.limits = limits
        self.isOptional = isOptional
    }

    /// The same need of a rule that can do without.
    var optional: Need {
        var need = self
        need.isOptional = true
        return need
    }

    /// What it needs, in words: `压差`, `风机`, `TSP或PM10`.
    public var title: Text {
        switch quantities {
        case [.fanState, .fanCurrent]: return Text(zh: "风机", en: "the fan")
        case [.purifierState, .purifierCurrent]: return Text(zh: "净化器", en: "the purifier")
        case [.productionState, .productionCurrent]: return Text(zh: "生产设备", en: "the production equipment")
        default: break
        }
        let titles = quantities.map(\.title)
        return Text(zh: titles.map(\.zh).joined(separator: "或"), en: titles.map(\.en).joined(separator: " or "))
    }
}

extension Facility {
    /// The limit that the site's configuration sets, or else the bureau's file, or else the default.
    func limit(_ preset: Limit) -> Limit {
        let limit = bureau[preset.name].map { preset.set(by: $0) } ?? preset
        guard let value = limits[preset.name]?.value(in: preset.unit), value.isFinite else { return limit }
        return limit.set(bySite: value)
    }
}

extension Limit {
    /// The value of one in minutes, hours or days as a duration, from none to a century.
    var duration: Duration {
        // The three that limits have, without looking them up: delays are asked for at every reading.
        let seconds: Double? =
            switch unit {
            case .minute: value * 60
            case .hour: value * 3600
            case .day: value * 86_400
            default: unit.convert(value, to: .second)
            }
        let milliseconds = (seconds ?? 0) * 1000
        return .milliseconds(Int64(min(max(milliseconds.isNaN ? 0 : milliseconds, 0), 3_153_600_000_000)))
    }
}
