public import Facilities

/// A gap in the dust data has a name of its own: fewer than 75 % (our own default) of the minutes of the last full hour
/// with a valid value of TSP, PM10 or PM2.5, each where it is measured. Grey, since a gap says nothing of the dust.
public struct DustCapture: Rule {
    public static let id = "dust.capture"
    public static let judges = Text(
        zh: "最近一个整点小时颗粒物数据是否完整", en: "whether the last full hour has enough data of particulate matter"
    )

    public struct State: Codable, Hashable, Sendable {
        var hours: [Quantity: Hour] = [:]
        var now: Timestamp?
    }

    /// The minutes with a valid value of the hour that is going on, and how many the one before had.
    struct Hour: Codable, Hashable, Sendable {
        private var start: Timestamp
        private var minutes: Set<Int64> = []
        /// The hour in which the first sample came is not held against anybody.
        private var isWhole = false
        private var seen: Timestamp
        private(set) var last: Int?
        private(set) var gap = Hold()

        init(at time: Timestamp) {
            start = time.start(ofInterval: .hours(1))
            seen = time
        }

        /// What no device measures for a day counts as taken away.
        func isMeasured(at time: Timestamp) -> Bool { time - seen <= .days(1) }

        mutating func add(_ value: Double?, at time: Timestamp) {
            seen = max(seen, time)
            guard value != nil, time.start(ofInterval: .hours(1)) == start else { return }
            minutes.insert(time.milliseconds / 60_000)
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
    private let utcOffset: Int

    private static let quantities: [Quantity] = [.tsp, .pm10, .pm25]

    public init(of facility: Facility) {
        limit = facility.limit(.ownDefault("capture", MeanOverLimit.leastCapture * 100, .percent))
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ event: Event) -> [Finding] {
        let now = event.now(after: state.now)
        state.now = now
        for quantity in Self.quantities { state.hours[quantity]?.pass(to: now, least: limit) }
        if case .sample(let sample) = event {
            take(sample, at: now)
            if state.hours.contains(where: { !$0.value.isMeasured(at: now) }) {
                state.hours = state.hours.filter { $0.value.isMeasured(at: now) }
            }
        }
        return Self.quantities.compactMap(gap)
    }

    private mutating func take(_ sample: Sample, at now: Timestamp) {
        for quantity in Self.quantities where sample.measures(quantity) {
            state.hours[quantity, default: Hour(at: now)].add(sample.value(of: quantity), at: sample.time)
        }
    }

    private func gap(of quantity: Quantity) -> Finding? {
        guard let hour = state.hours[quantity], let since = hour.gap.since, let minutes = hour.last else { return nil }
        let (what, share) = (quantity.title, Hour.share(minutes))
        let percent = share.plainText(decimals: 0, beside: limit.value)
        let text = Text(
            zh:
                "\(what.zh)最近一个整点小时有效数据\(minutes)/60分钟（\(percent)%），不足\(limit.value.plainText)%",
            en: "\(what.en): \(minutes) of 60 minutes of the last full hour have valid data "
                + "(\(percent) %), under \(limit.value.plainText) %"
        )
        return Finding(
            rule: Self.id, cause: quantity.rawValue, level: .grey, since: since, figure: share, limit: limit, text: text
        )
    }

    public var next: NextStep? {
        state.hours.values.compactMap(\.gap.since).min().map {
            NextStep(.checkSensors, due: $0.day(utcOffset: utcOffset))
        }
    }
}
