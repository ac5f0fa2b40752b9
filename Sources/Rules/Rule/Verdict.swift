public import Facilities

/// The result of a rule after an event.
public struct Verdict: Sendable {
    /// The findings that hold now.
    public private(set) var findings: [Finding] = []
    /// The next step because of the rule, and its due day; also while nothing is wrong yet.
    public private(set) var next: NextStep?
    /// The newest grade, of a rule that grades; nil for others.
    public var assessment: Assessment?
    /// The suspicions of a window that ended with this event.
    private(set) var suspicions: [Suspicion] = []

    init(_ findings: [Finding] = [], next: NextStep? = nil) {
        self.findings = findings
        self.next = next
    }

    init(_ suspicions: [Suspicion]) {
        self.suspicions = suspicions
    }

    /// Adds a finding, and the step against it, due on the day the finding began, unless there is a step already.
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

    /// Adds a step unless there is one already.
    mutating func then(_ step: NextStep?) { next = next ?? step }
}
