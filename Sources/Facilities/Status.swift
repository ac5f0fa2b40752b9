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

    public init(
        code: Facility.Code, kind: Facility.Kind, name: String, light: Light, since: Timestamp, asOf: Timestamp,
        findings: [Finding], next: NextStep?, last: LastRecord?, assessment: Assessment? = nil,
        basis: Basis = .sensors, judged: [String] = [], notJudged: [NotJudged] = [],
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
        self.last = last
        self.assessment = assessment
        self.basis = basis
        self.judged = judged
        self.notJudged = notJudged
        self.loosened = loosened
    }
}

extension Status {
    /// Findings that are shown to the public, or sent, at most.
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
