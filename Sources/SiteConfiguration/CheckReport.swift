import Facilities
public import StrictYAML

/// The document that `check --json` prints: the findings, and what the configuration means.
public struct CheckReport: Encodable, Sendable {
    /// One error or warning, and its place.
    public struct Remark: Encodable, Sendable {
        var file: String
        /// The line, counted from 1.
        var line: Int
        /// The column, counted from 1 in Unicode scalars.
        var column: Int
        var text: Text

        init(_ error: SourceError) {
            (file, line, column, text) = (error.file, error.line, error.column, error.text)
        }
    }

    struct Bus: Encodable {
        var name: String
        var endpoint: String
        var units: [Int]
        /// The share of the time that the bus is busy. If it is more than 1, the periods cannot be met.
        var busy: Double
        /// The time to read everything once, in milliseconds.
        var cycle: Int
    }

    struct Plan: Encodable {
        struct Other: Encodable {
            var rule: String
            var reason: NotJudged.Reason
            var text: Text
            /// Whether the facility cannot be green without the rule.
            var blocks: Bool
        }

        var code: Facility.Code
        var name: String
        var kind: Facility.Kind
        var devices: [String]
        var judged: [String]
        var notJudged: [Other]
    }

    struct Journal: Encodable {
        var path: String
        /// The size limit of the journal in bytes.
        var budget: Int64
        /// The estimated number of days for which readings are stored; missing without devices.
        var days: Double?
    }

    /// The version of this document's form.
    var schema = "mashang/check/1"
    /// Whether there are no errors, so that the gateway can run with the configuration.
    public var isUsable: Bool
    /// The mistakes with which the gateway cannot run.
    public var errors: [Remark]
    /// The doubts with which the gateway can run.
    public var warnings: [Remark]
    var gateway: String?
    var language: Language?
    var journal: Journal?
    var buses: [Bus] = []
    var facilities: [Plan] = []

    /// Creates a report.
    ///
    /// - Parameter configuration: the configuration; nil if it is not usable, in which case the report contains only
    ///   errors and warnings.
    public init(errors: [SourceError], warnings: [SourceError], _ configuration: Configuration?) {
        isUsable = errors.isEmpty
        (self.errors, self.warnings) = (errors.map(Remark.init), warnings.map(Remark.init))
        guard let configuration, errors.isEmpty else { return }
        (gateway, language) = (configuration.gateway.id, configuration.gateway.language)
        journal = Journal(
            path: configuration.journal.path, budget: configuration.journal.budget,
            days: JournalPace(configuration)?.days)
        buses = configuration.loads.map { load in
            Bus(
                name: load.name, endpoint: load.bus.endpoint.place, units: load.units.map { Int($0.unit) },
                busy: load.busy,
                cycle: Int(load.cycle / .milliseconds(1)))
        }
        facilities = configuration.facilities.map(Self.plan)
    }

    private static func plan(_ installation: Configuration.Installation) -> Plan {
        let plan = FacilityPlan(installation.facility)
        return Plan(
            code: plan.facility.code, name: plan.facility.name, kind: plan.facility.kind,
            devices: installation.devices.map(\.id.description), judged: plan.judged,
            notJudged: plan.notJudged.map { .init(rule: $0.rule, reason: $0.reason, text: $0.text, blocks: $0.blocks) })
    }
}
