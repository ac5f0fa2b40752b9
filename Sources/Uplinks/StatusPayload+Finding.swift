import Facilities

extension StatusPayload {
    /// A finding as a status shows it. Its history, such as its acknowledgement, is in events.
    struct Shown: Encodable {
        var rule: String
        var cause: String
        var device: DeviceID?
        var place: String?
        var level: Finding.Level
        var since: Timestamp
        var figure: Double?
        var bound: Bound
        var limit: Double?
        var unit: PhysicalUnit?
        var source: String
        var clause: String?
        var addressee: Limit.Addressee?
        var verified: Bool
        /// A few words, in Chinese.
        var short: String
        var text: Text

        init(_ finding: Finding) {
            (rule, cause, device, place) = (finding.rule, finding.cause, finding.device, finding.place)
            (level, since) = (finding.level, finding.since)
            (figure, bound, limit, unit) = (finding.figure, finding.bound, finding.limit, finding.unit)
            (source, clause, addressee) = (finding.source, finding.clause, finding.addressee)
            (verified, short, text) = (finding.verified, finding.short.zh, finding.text)
        }
    }
}
