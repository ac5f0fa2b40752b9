import Facilities

/// `mashang/status/2`: the status of a facility. It contains as many findings as fit, the worst first.
struct StatusPayload: Encodable {
    let schema = "mashang/status/2"
    var gateway: String
    var epoch: String?
    /// The newest sequence that was stored with the status.
    var sequence: Int64
    var code: Facility.Code
    var kind: Facility.Kind
    var name: String
    var light: Light
    var basis: Basis
    var since: Timestamp
    var asOf: Timestamp
    /// The numbers of all findings, including those that do not fit.
    var counts: Counts
    var findings: [Shown]
    /// The number of findings that do not fit.
    var more: Int
    var judged: [String]
    var notJudged: [Unjudged]
    var due: [Status.Due]
    var loosened: [Loosened]
    /// The assessment; nil for a kind of facility that is not graded.
    var assessment: Assessment?
    /// The address of the facility's page.
    var qr: String

    struct Counts: Encodable {
        var red: Int
        var yellow: Int
    }

    /// A rule that is not judged.
    struct Unjudged: Encodable {
        var rule: String
        var reason: NotJudged.Reason
        /// The reason in words, in Chinese.
        var text: String
    }

    /// The limit of a status, in bytes, for displays with little memory.
    static let largest = 16_384
}

extension StatusPayload {
    init(_ posted: PostedStatus, gateway: String, epoch: String?) {
        let status = posted.status
        (self.gateway, self.epoch, sequence, qr) = (gateway, epoch, posted.sequence, posted.url)
        (code, kind, name) = (status.code, status.kind, status.name)
        (light, basis, since, asOf) = (status.light, status.basis, status.since, status.asOf)
        counts = Counts(
            red: status.findings.count { $0.level == .red }, yellow: status.findings.count { $0.level == .yellow })
        (findings, more) = ([], status.findings.count)
        judged = status.judged
        notJudged = status.notJudged.map { Unjudged(rule: $0.rule, reason: $0.reason, text: $0.text.zh) }
        (due, loosened, assessment) = (status.due, status.loosened, status.assessment)
        take(status.findings)
    }

    /// Adds the first findings, as many as fit.
    private mutating func take(_ all: [Finding]) {
        var room = Self.largest - json.count
        for finding in all {
            let shown = Shown(finding)
            // The size includes the comma.
            room -= shown.json.count + 1
            guard room >= 0 else { break }
            findings.append(shown)
        }
        more = all.count - findings.count
    }
}
