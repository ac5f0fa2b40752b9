public import Facilities

/// A gap in the dust data has a name of its own: fewer than 75 % (HJ 75-2017: 45 minutes) of the minutes of the last full hour
/// with a valid value of TSP, PM10 or PM2.5, each where it is measured. Grey, since a gap says nothing of the dust.
public struct DustCapture: Rule {
    public static let id = "dust.capture"
    public static let colour = RuleClass.data
    public static let judges = Text(
        zh: "最近一个整点小时颗粒物数据是否完整", en: "whether the last full hour has enough data of particulate matter"
    )

    public struct State: Codable, Hashable, Sendable {
        var hours: [Channel.ID: Hour] = [:]
    }

    /// The minutes with a valid value of the hour that is going on, and how many the one before had.
    struct Hour: Codable, Hashable, Sendable {
        private var start: Timestamp
        private var minutes: Set<Int64> = []
        /// The hour in which the first sample came is not held against anybody.
        private var isWhole = false
        private(set) var last: Int?
        private(set) var gap = Hold()

        init(at time: Timestamp) {
            start = time.start(ofInterval: .hours(1))
        }

        /// - Parameter period: how often values come; one that comes every five minutes stands for five.
        mutating func add(at time: Timestamp, period: Duration) {
            guard time.start(ofInterval: .hours(1)) == start else { return }
            let minute = time.milliseconds / 60_000
            let end = start.milliseconds / 60_000 + 60
            for each in minute..<min(end, minute + max(1, period.milliseconds / 60_000)) { minutes.insert(each) }
        }

        mutating func pass(to time: Timestamp, least: Limit) {
            let now = time.start(ofInterval: .hours(1))
            guard now > start else { return }
            let before = now - .hours(1)
            if before > start { last = 0 } else if isWhole { last = minutes.count }
            gap.update(last.map { Self.share($0) < least.value }, at: before, onDelay: .zero, offDelay: .zero)
            (start, minutes, isWhole) = (now, [], true)
        }

        static func share(_ minutes: Int) -> Double { Double(minutes) / 60 * 100 }
    }

    public var state = State()
    private let limit: Limit

    private static let quantities: [Quantity] = [.tsp, .pm10, .pm25]

    public init(of facility: Facility) {
        limit = facility.limit(
            Limit(
                "capture", MeanOverLimit.leastCapture * 100, .percent, in: 0...100, looser: .below,
                source: "HJ 75-2017（参照）", addressee: .installer, verified: false))
    }

    public var limits: [Limit] { [limit] }
    public var needs: [Need] { [Need(.tsp, .pm10, .pm25, within: .minutes(15))] }

    public mutating func consider(_ seen: Observed) -> Verdict {
        for (id, _) in state.hours { state.hours[id]?.pass(to: seen.now, least: limit) }
        for told in seen.told where Self.quantities.contains(told.reading.quantity) {
            let hour = state.hours[told.channel.id] ?? Hour(at: seen.now)
            state.hours[told.channel.id] = hour
            guard told.measured(.limits) != nil else { continue }
            state.hours[told.channel.id]?.add(at: seen.time, period: told.channel.period)
        }
        if state.hours.contains(where: { seen.channel($0.key.device, $0.key.quantity) == nil }) {
            state.hours = state.hours.filter { seen.channel($0.key.device, $0.key.quantity) != nil }
        }
        var verdict = Verdict()
        let known = Self.quantities.flatMap { quantity in seen.channels.filter { $0.quantity == quantity } }
        verdict.add(known.compactMap { gap(of: $0.channel, seen) }, .checkSensors, in: seen)
        return verdict
    }

    private func gap(of channel: Channel, _ seen: Observed) -> Finding? {
        guard let hour = state.hours[channel.id], let since = hour.gap.since, let minutes = hour.last else {
            return nil
        }
        let (what, share) = (seen.title(of: channel), Hour.share(minutes))
        let percent = share.plainText(decimals: 0, beside: limit.value)
        let text = Text(
            zh:
                "\(what.zh)最近一个整点小时有效数据\(minutes)/60分钟（\(percent)%），不足\(limit.value.plainText)%",
            en: "\(what.en): \(minutes) of 60 minutes of the last full hour have valid data "
                + "(\(percent) %), under \(limit.value.plainText) %"
        )
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel, level: .grey, since: since, figure: share,
            limit: limit, text: text)
    }

    private struct Old: Decodable {
        var hours: [Quantity: Hour]
    }

    public func migrated(_ old: OldState) throws -> State {
        let hours = try old.form0(Old.self).hours.compactMap { quantity, hour in
            old.device(of: quantity).map { (Channel.ID($0, quantity), hour) }
        }
        return State(hours: Dictionary(uniqueKeysWithValues: hours))
    }
}
