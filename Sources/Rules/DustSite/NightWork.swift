import Facilities

/// The period in which a record of the site permits night work. A permit allows the work, and no more noise: noise over
/// its limit stays a finding.
struct NightWork: Codable, Hashable, Sendable {
    /// The time of the record.
    var entered: Timestamp
    var from: Timestamp
    var until: Timestamp

    /// Returns nil for a record without a permit.
    init?(_ record: Record) {
        guard let permitted = (record.body as? SiteMeasure)?.nightWork(at: record.at) else { return nil }
        (entered, from, until) = (record.at, permitted.lowerBound, permitted.upperBound)
    }

    /// Returns the words with which a finding of that night begins; empty where the permit is not for that time.
    func note(at time: Timestamp) -> Text {
        guard from <= time, time < until else { return .nothing }
        return Text(
            zh: "夜间有施工许可，噪声仍超标：", en: "there is a night-work permit, and the noise is over its limit all the same: ")
    }
}

extension Text {
    static let nothing = Text(zh: "", en: "")
}
