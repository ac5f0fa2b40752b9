import Facilities
import Foundation

@testable import Rules

/// A golden file: what a release stored in the journal of a facility in some situation, what happened to that facility
/// afterwards, and how it stood then. A later release reads every released form and comes to the same verdicts.
struct GoldenFile: Codable {
    /// Which `GoldenSituation` it is: that knows the facility.
    var situation: String
    /// The members of `state` without any of which the verdicts differ.
    var remembers: [String]
    /// What led to `state`, for a reader, and for a release that can rebuild a state from events.
    var events: [GoldenEvent]
    /// What the journal's `rule_state` has for the facility.
    var state: JSONValue
    var after: [GoldenEvent]
    var expected: Expected

    struct Expected: Codable, Hashable {
        /// When the gateway has restored the state, and nothing has come in yet.
        var restored: Verdict
        /// What `after` led to, in order.
        var entries: [Step]
        /// When all of `after` has come in.
        var afterwards: Verdict
    }
}

extension GoldenFile {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Golden")

    static func all(of release: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: release).path)
            .filter { $0.hasSuffix(".json") }.sorted()
    }

    init(_ path: String) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: Self.folder.appending(path: path)))
    }
}

/// How a facility stands, without the words.
struct Verdict: Codable, Hashable {
    var light: Light
    var since: Timestamp
    var findings: [Found]
    var next: NextStep?
    /// What each rule asks for, by its name.
    var steps: [String: NextStep]
    var last: Status.LastRecord?
    var score: Double?

    struct Found: Codable, Hashable {
        var rule: String
        var cause: String
        var level: Finding.Level
        var since: Timestamp
        var figure: Double?
        var limit: Double?
        var over: Timestamp?
        var acknowledged: Sign?
        var rectified: Sign?
        var shelvedUntil: Timestamp?
    }

    init(_ rules: FacilityRules) {
        let status = rules.status
        (light, since, next, last) = (status.light, status.since, status.next, status.last)
        findings = status.findings.map(Found.init)
        steps = rules.steps
        score = status.assessment?.score
    }
}

extension Verdict.Found {
    init(_ finding: Finding) {
        self.init(
            rule: finding.rule, cause: finding.cause, level: finding.level, since: finding.since,
            figure: finding.figure, limit: finding.limit, over: finding.over, acknowledged: finding.acknowledged,
            rectified: finding.rectified, shelvedUntil: finding.shelvedUntil
        )
    }
}

/// One entry that came of an event, without the words.
struct Step: Codable, Hashable {
    /// When the event was.
    var at: Timestamp
    var kind: Entry.Kind
    var rule: String?
    var cause: String?
    var level: Finding.Level?
    var since: Timestamp?
    var figure: Double?
    /// Of a reminder.
    var days: Int?

    init(_ entry: Entry, at time: Timestamp) {
        (at, kind) = (time, entry.kind)
        if let finding = entry.finding {
            (rule, cause, level) = (finding.rule, finding.cause, finding.level)
            (since, figure) = (finding.since, finding.figure)
        }
        if case .reminder(let reminder) = entry { (rule, days) = (reminder.rule, reminder.days) }
    }
}
