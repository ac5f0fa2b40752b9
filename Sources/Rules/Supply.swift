import Facilities

/// Whether a quantity that a facility measures still comes with good values.
struct Supply: Codable, Hashable, Sendable {
    /// When it was last good, or else when it was first measured.
    private(set) var last: Timestamp?
    /// When anything of the facility was last good.
    private var anything: Timestamp?

    mutating func take(_ sample: Sample, _ quantity: Quantity, at time: Timestamp) {
        if sample.value(of: quantity) != nil {
            last = time
        } else if last == nil, sample.measures(quantity) {
            last = time
        }
        if sample.readings.contains(where: { $0.quality == .good }) { anything = time }
    }

    /// Since when it has been missing, once that is long. When nothing else is good either, `data.silent` tells it all.
    func missing(at time: Timestamp, for limit: Limit) -> Timestamp? {
        guard let last, time - last > limit.duration, let anything, time - anything <= limit.duration else {
            return nil
        }
        return last
    }
}

extension Limit {
    /// How long a quantity may stay without a good value before what is judged by it cannot be judged any more.
    static let missingAfter = ownDefault("missingAfter", 15, .minute)
}

extension Finding {
    /// What the rule judges by has stopped coming.
    static func missing(_ rule: String, _ quantity: Quantity, since: Timestamp, limit: Limit) -> Finding {
        let (what, minutes) = (quantity.title, limit.value.plainText)
        let text = Text(
            zh: "\(what.zh)已超过\(minutes)分钟没有有效数据，无法判断",
            en: "\(what.en) has had no valid value for more than \(minutes) min: it cannot be judged"
        )
        return Finding(rule: rule, cause: "data", level: .grey, since: since, limit: limit, text: text)
    }
}
