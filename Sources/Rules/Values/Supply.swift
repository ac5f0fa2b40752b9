import Facilities

/// Whether the quantities that a rule judges by still come with good values. Each counts from when something needs it:
/// an instrument may stand beside a standing fan.
struct Supply: Codable, Hashable, Sendable {
    private struct Channel: Codable, Hashable {
        var quantity: Quantity
        /// When it was last good or not needed, or else when it was first measured.
        var last: Timestamp
        /// When a device last was there that measures it, whatever came of that.
        var seen: Timestamp
    }

    private var channels: [Channel] = []
    /// When any reading of the facility was last good.
    private var heard: Timestamp?

    /// How long no device may measure a quantity before that counts as taken away.
    private static let patience = Duration.days(1)

    /// - Parameters:
    ///   - other: will do as well.
    ///   - isNeeded: whether there is anything to judge by it.
    mutating func take(
        _ sample: Sample, _ quantity: Quantity, or other: Quantity? = nil, isNeeded: Bool = true
    ) {
        let time = sample.time
        let isGood = sample.value(of: quantity) != nil || other.flatMap(sample.value) != nil
        if isGood || sample.readings.contains(where: { $0.quality == .good }) { heard = time }
        let isMeasured = isGood || sample.measures(quantity) || other.map(sample.measures) ?? false
        guard let index = channels.firstIndex(where: { $0.quantity == quantity }) else {
            if isMeasured { channels.append(Channel(quantity: quantity, last: time, seen: time)) }
            return
        }
        if isMeasured { channels[index].seen = time }
        if isGood || !isNeeded { channels[index].last = time }
        if time - channels[index].seen > Self.patience { channels.remove(at: index) }
    }

    /// Whether the facility measures it at all.
    func measures(_ quantity: Quantity) -> Bool { channels.contains { $0.quantity == quantity } }

    /// What others were good for too long without. Where nothing at all comes, that goes no further: `data.silent` tells
    /// it all.
    private func missing(_ limit: Limit, _ judged: [Quantity]) -> [Channel] {
        guard let heard, judged.allSatisfy(measures) else { return [] }
        return channels.filter { heard - $0.last > limit.duration }
    }

    /// - Parameter judged: a facility that does not measure all of these is not asked for the others either.
    func findings(_ rule: String, _ limit: Limit, judging judged: Quantity...) -> [Finding] {
        missing(limit, judged).map { .missing(rule, $0.quantity, since: $0.last, limit: limit) }
    }

    func next(_ limit: Limit, utcOffset: Int, judging judged: Quantity...) -> NextStep? {
        missing(limit, judged).map(\.last).min().map { NextStep(.checkSensors, due: $0.day(utcOffset: utcOffset)) }
    }
}

extension Limit {
    /// How long a quantity may stay without a good value before what is judged by it cannot be judged any more.
    static let missingAfter = ownDefault("missingAfter", 30, .minute)
}

extension Finding {
    fileprivate static func missing(_ rule: String, _ quantity: Quantity, since: Timestamp, limit: Limit) -> Finding {
        let (what, minutes) = (quantity.title, limit.value.plainText)
        let text = Text(
            zh: "“\(what.zh)”已超过\(minutes)分钟没有有效数据，无法判断",
            en: "“\(what.en)” has had no valid value for more than \(minutes) min: it cannot be judged"
        )
        return Finding(rule: rule, cause: quantity.rawValue, level: .grey, since: since, limit: limit, text: text)
    }
}
