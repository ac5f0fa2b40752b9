public import Facilities

/// Judges one thing about one facility. A rule is a value: the same events in the same order give the same findings.
/// It knows no clock; time is in the events.
public protocol Rule: Sendable {
    associatedtype State: Codable & Hashable & Sendable

    /// `carbon.cycle`
    static var id: String { get }

    /// What it judges, in a sentence.
    static var judges: Text { get }

    /// Its id, but for rules of which a facility may have several.
    var name: String { get }

    /// What it judges by.
    var limits: [Limit] { get }

    /// What it remembers.
    var state: State { get set }

    /// Takes one event in, and says which findings hold after it.
    mutating func consider(_ event: Event) -> [Finding]

    /// What somebody has to do because of this rule, and by when; also while nothing is wrong yet.
    var next: NextStep? { get }

    /// The newest grade that it gave, for a rule that grades.
    var assessment: Assessment? { get }

    /// Why a record cannot be entered as things stand, such as an answer to a complaint that nobody made.
    func problem(with record: Record) -> RecordProblem?
}

extension Rule {
    public var name: String { Self.id }
    public var next: NextStep? { nil }
    public var assessment: Assessment? { nil }
    public func problem(with record: Record) -> RecordProblem? { nil }
}

extension Facility {
    /// The limit that the site's configuration sets in place of the default, or the default.
    func limit(_ preset: Limit) -> Limit {
        guard let value = limits[preset.name]?.value(in: preset.unit) else { return preset }
        return Limit(preset.name, value, preset.unit, source: "现场配置 site configuration", verified: true)
    }
}

extension Limit {
    /// One for which no source was found.
    static func ownDefault(_ name: String, _ value: Double, _ unit: PhysicalUnit) -> Limit {
        Limit(name, value, unit, source: "本程序默认 our own default", verified: false)
    }

    /// The value of one in minutes, hours or days as a duration.
    var duration: Duration { .milliseconds(Int64((unit.convert(value, to: .second) ?? 0) * 1000)) }

    /// What is over a default of our own is advised against; what is over a limit that the site sets is over its limit.
    var levelOfOwn: Finding.Level { verified ? .red : .yellow }
}
