import Facilities

/// When night work is permitted by a record of a site. A permit allows the work, and no more noise: what is over its limit stays
/// a finding.
struct NightWork: Codable, Hashable, Sendable {
    /// The time of the record.
    var entered: Timestamp
    var from: Timestamp
    var until: Timestamp

    /// Nil for a record without a permit.
    init?(_ record: Record) {
        guard let permitted = (record.body as? SiteMeasure)?.nightWork(at: record.at) else { return nil }
        (entered, from, until) = (record.at, permitted.lowerBound, permitted.upperBound)
    }

    /// What a finding of that night says first; nothing where the permit is not of that time.
    func note(at time: Timestamp) -> Text {
        guard from <= time, time < until else { return .nothing }
        return Text(
            zh: "夜间有施工许可，噪声仍超标：", en: "there is a night-work permit, and the noise is over its limit all the same: ")
    }
}

extension Text {
    static let nothing = Text(zh: "", en: "")
}
