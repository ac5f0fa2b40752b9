/// The status of a facility, which its QR code leads to.
public struct Status: Codable, Hashable, Sendable {
    /// The code of the facility.
    public var code: Facility.Code
    /// The kind of the facility.
    public var kind: Facility.Kind
    /// The name of the facility.
    public var name: String
    /// The light, by the findings and by what is not judged.
    public var light: Light
    /// The time since which the light has had this colour.
    public var since: Timestamp
    /// The time of the newest event.
    public var asOf: Timestamp
    /// The findings in force, the worst first.
    public var findings: [Finding]
    /// The step that is due first; nil for none.
    public var next: NextStep?
    /// The next step because of each rule, by due day.
    public var due: [Due]
    /// The newest record that a person entered; nil for none.
    public var last: LastRecord?
    /// The newest assessment, for kinds that are graded.
    public var assessment: Assessment?
    /// The data that the light rests on.
    public var basis: Basis
    /// The names of the rules that judge.
    public var judged: [String]
    /// The rules that do not judge, each with its reason.
    public var notJudged: [NotJudged]
    /// The limits that the site's configuration has made looser.
    public var loosened: [Loosened]

    /// The kind and the day of a record, which are public, unlike its text.
    public struct LastRecord: Codable, Hashable, Sendable {
        /// The kind of the record.
        public var record: RecordKind
        /// The day that the record is about.
        public var at: Day

        public init(_ record: RecordKind, at: Day) {
            self.record = record
            self.at = at
        }
    }

    /// The next step because of a rule, and its due day; also while nothing is wrong yet.
    public struct Due: Codable, Hashable, Sendable {
        /// The rule that asks for the step.
        public var rule: String
        /// The action to take.
        public var action: NextStep.Action
        /// The day on site by which it has to be done.
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
    /// The findings that a page shows at most.
    public static let mostFindings = 50

    /// The same status with the worst findings only.
    public var shortened: Status {
        var status = self
        status.findings = Array(findings.prefix(Self.mostFindings))
        return status
    }

    /// The number of findings beside those.
    public var more: Int { max(0, findings.count - Self.mostFindings) }
}
