public import Facilities

/// Judges one thing about one facility. A rule is a value: the same events in the same order give the same findings.
/// It knows no clock; time is in the events.
public protocol Rule: Sendable {
    associatedtype State: Codable & Hashable & Sendable

    /// `carbon.cycle`
    static var id: String { get }

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
}

extension Rule {
    public var next: NextStep? { nil }
    public var assessment: Assessment? { nil }
}

extension Facility {
    /// The limit that the site's configuration sets in place of the default, or the default.
    func limit(_ preset: Limit) -> Limit {
        guard let value = limits[preset.name]?.value(in: preset.unit) else { return preset }
        return Limit(preset.name, value, preset.unit, source: "现场配置 site configuration", verified: true)
    }
}
