import Facilities

/// `mashang/status/2`: how a facility stands. It has as many findings as fit, the worst first.
struct StatusPayload: Encodable {
    let schema = "mashang/status/2"
    var gateway: String
    var epoch: String?
    /// The newest sequence that was kept with it.
    var sequence: Int64
    var code: Facility.Code
    var kind: Facility.Kind
    var name: String
    var light: Light
    var basis: Basis
    var since: Timestamp
    var asOf: Timestamp
    /// Of all findings, also of those that do not fit.
    var counts: Counts
    var findings: [Shown]
    /// The findings that do not fit.
    var more: Int
    var judged: [String]
    var notJudged: [Unjudged]
    var due: [Status.Due]
    var loosened: [Loosened]
    /// Of kinds that are graded.
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
        /// In Chinese.
        var text: String
    }

    /// Bytes at most: what a display with little memory takes.
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

    /// Takes the first findings, as many as fit.
    private mutating func take(_ all: [Finding]) {
        var room = Self.largest - json.count
        for finding in all {
            let shown = Shown(finding)
            // With the comma behind it.
            room -= shown.json.count + 1
            guard room >= 0 else { break }
            findings.append(shown)
        }
        more = all.count - findings.count
    }
}
