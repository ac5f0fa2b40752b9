/// The colour that a person sees after scanning.
public enum Light: String, Codable, Hashable, Sendable, CaseIterable {
    case green, yellow, red
    /// The gateway cannot judge. Missing data is never green.
    case grey
}

/// How a facility stands: what its QR code leads to.
public struct Status: Codable, Hashable, Sendable {
    public var code: Facility.Code
    public var kind: Facility.Kind
    public var name: String
    public var light: Light
    /// Since when the light has had this colour.
    public var since: Timestamp
    /// The newest event that was judged.
    public var asOf: Timestamp
    /// The worst first.
    public var findings: [Finding]
    /// What falls due first.
    public var next: NextStep?
    /// What is to be done because of each rule, what falls due first first.
    public var due: [Due]
    public var last: LastRecord?
    /// Of kinds that are graded.
    public var assessment: Assessment?
    public var basis: Basis
    /// The rules that are judged, by name.
    public var judged: [String]
    public var notJudged: [NotJudged]
    /// Limits that the site's configuration has made looser.
    public var loosened: [Loosened]

    public struct LastRecord: Codable, Hashable, Sendable {
        public var record: RecordKind
        public var at: Day

        public init(_ record: RecordKind, at: Day) {
            self.record = record
            self.at = at
        }
    }

    /// What is to be done because of a rule, and by when: also while nothing is wrong yet.
    public struct Due: Codable, Hashable, Sendable {
        public var rule: String
        public var action: NextStep.Action
        public var due: Day

        public init(_ rule: String, _ step: NextStep) {
            (self.rule, action, due) = (rule, step.action, step.due)
        }
    }

    public init(
        code: Facility.Code, kind: Facility.Kind, name: String, light: Light, since: Timestamp, asOf: Timestamp,
        findings: [Finding], next: NextStep?, last: LastRecord?, assessment: Assessment? = nil,
        due: [Due] = [], basis: Basis = .sensors, judged: [String] = [], notJudged: [NotJudged] = [],
        loosened: [Loosened] = []
    ) {
        self.code = code
        self.kind = kind
        self.name = name
        self.light = light
        self.since = since
        self.asOf = asOf
        self.findings = findings
        self.next = next
        self.due = due
        self.last = last
        self.assessment = assessment
        self.basis = basis
        self.judged = judged
        self.notJudged = notJudged
        self.loosened = loosened
    }
}

extension Status {
    /// Findings that a page shows at most.
    public static let mostFindings = 50

    /// The same with the worst findings only.
    public var shortened: Status {
        var status = self
        status.findings = Array(findings.prefix(Self.mostFindings))
        return status
    }

    /// How many findings there are beside those.
    public var more: Int { max(0, findings.count - Self.mostFindings) }
}
