import Facilities

/// The newest good value of each quantity that a rule needs, whichever device it came from, and whether the fan runs.
struct Newest: Codable, Hashable, Sendable {
    private var values: [Quantity: Latest] = [:]
    /// Since when a device has been there that measures it, whatever came of that.
    private var seen: [Quantity: Timestamp] = [:]
    /// Since when the fan has been running.
    private var running: Timestamp?
    /// When any reading was good.
    private var heard: Timestamp?

    /// The fan's state is taken always, under `fanState` also when it is told from the current.
    mutating func take(_ sample: Sample, of quantities: [Quantity] = [], fanAbove current: Limit) {
        for quantity in quantities where sample.measures(quantity) {
            take(quantity, sample.value(of: quantity), at: sample.time)
        }
        if sample.measures(.fanState) || sample.measures(.fanCurrent) {
            let runs = sample.fanRuns(above: current)
            if let runs { running = runs ? running ?? sample.time : nil }
            take(.fanState, runs.map { $0 ? 1 : 0 }, at: sample.time)
        }
        if sample.readings.contains(where: { $0.quality == .good }) { heard = sample.time }
    }

    private mutating func take(_ quantity: Quantity, _ value: Double?, at time: Timestamp) {
        seen[quantity] = seen[quantity] ?? time
        values[quantity, default: Latest()].take(value, at: time)
    }

    /// Nil when it is not fresh.
    func value(of quantity: Quantity, at time: Timestamp) -> Double? { values[quantity]?.value(at: time) }

    func fanRuns(at time: Timestamp) -> Bool? { value(of: .fanState, at: time).map { $0 > 0 } }

    /// Whether the facility measures it at all.
    func measures(_ quantity: Quantity) -> Bool { seen[quantity] != nil }

    /// Since when a quantity has been missing, once that is too long. Where nothing else comes either, `data.silent`
    /// says so; and while the fan stands its instruments may stand too.
    func lost(_ quantity: Quantity, at now: Timestamp, after limit: Limit, whileRunning: Bool = true) -> Timestamp? {
        guard let first = seen[quantity], let heard, now - heard <= .minutes(5) else { return nil }
        guard !whileRunning || fanRuns(at: now) != false else { return nil }
        let last = values[quantity]?.time ?? first
        let begin = whileRunning ? max(last, running ?? last) : last
        return now - begin > limit.duration ? begin : nil
    }
}

extension Limit {
    /// How long a quantity may be missing before a rule says that it cannot judge.
    static let lostAfter = ownDefault("lostAfter", 30, .minute)
}

extension Finding {
    /// A quantity that a rule needs, and once had, has been missing for too long.
    static func lost(_ quantity: Quantity, of rule: String, since: Timestamp, limit: Limit) -> Finding {
        let (what, minutes) = (quantity.title, limit.value.plainText)
        let text = Text(
            zh: "\(what.zh)超过\(minutes)分钟没有有效数据，无法判断",
            en: "no valid value of the \(what.en) for more than \(minutes) min: it cannot be judged"
        )
        return Finding(
            rule: rule, cause: quantity.rawValue, level: .grey, since: since, limit: limit, text: text)
    }
}
