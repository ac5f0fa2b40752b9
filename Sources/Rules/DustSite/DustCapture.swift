import Facilities

/// HJ 75-2017: an hour has valid data with 75 % of its minutes (45), a day with 18 such hours. An hour below that is
/// grey, for TSP, PM10 and PM2.5, each where it is measured: a gap shows nothing about the dust. A day below that is
/// yellow on the next day and no longer.
struct DustCapture: Rule {
    static let id = "dust.capture"
    static let form = 2
    static let colour = RuleClass.data
    static let judges = Text(
        zh: "最近一个整点小时和昨日颗粒物数据是否完整",
        en: "whether the last full hour and the day before have enough data of particulate matter"
    )

    struct State: Codable, Hashable, Sendable {
        var hours: [Channel.ID: CaptureHour] = [:]
    }

    var state = State()
    private let limit: Limit
    private let leastHours: Limit

    private static let quantities: [Quantity] = [.tsp, .pm10, .pm25]

    init(of facility: Facility) {
        limit = Self.share(of: facility)
        leastHours = Self.hours(of: facility)
    }

    /// Returns the share of an hour's minutes with which it is valid.
    static func share(of facility: Facility) -> Limit {
        facility.limit(
            Limit(
                "capture", MeanOverLimit.leastCapture * 100, .percent, in: 0...100, looser: .below,
                source: "HJ 75-2017（参照）", addressee: .installer, verified: false))
    }

    /// Returns the valid hours with which a day is valid.
    static func hours(of facility: Facility) -> Limit {
        facility.limit(
            Limit(
                "captureHours", Double(DeviceDay.leastValidHours), .hour, in: 0...24, looser: .below,
                source: "HJ 75-2017（参照）", addressee: .installer, verified: false))
    }

    var limits: [Limit] { [limit, leastHours] }
    var needs: [Need] { [Need(.tsp, .pm10, .pm25, within: .minutes(15))] }

    mutating func consider(_ seen: Observed) -> Verdict {
        for (id, _) in state.hours {
            state.hours[id]?.pass(to: seen.now, least: limit, utcOffset: seen.facility.utcOffset)
        }
        for new in seen.newReadings(where: Self.quantities.contains) {
            let hour = state.hours[new.channel.id] ?? CaptureHour(at: seen.now)
            state.hours[new.channel.id] = hour
            guard new.measured(.limits) != nil else { continue }
            state.hours[new.channel.id]?.add(at: seen.time, period: new.channel.period)
        }
        if state.hours.contains(where: { seen.channel($0.key.device, $0.key.quantity) == nil }) {
            state.hours = state.hours.filter { seen.channel($0.key.device, $0.key.quantity) != nil }
        }
        var verdict = Verdict()
        let known = Self.quantities.flatMap { seen.channels(of: $0) }
        verdict.add(known.compactMap { gap(of: $0.channel, seen) }, .checkSensors, in: seen)
        verdict.add(known.compactMap { lostDay(of: $0.channel, seen) }, .checkSensors, in: seen)
        return verdict
    }

    private func gap(of channel: Channel, _ seen: Observed) -> Finding? {
        guard let hour = state.hours[channel.id], let since = hour.gap.since, let minutes = hour.last else {
            return nil
        }
        let (what, share) = (seen.title(of: channel), ClosedHour.share(ofMinutes: minutes))
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

    private func lostDay(of channel: Channel, _ seen: Observed) -> Finding? {
        guard let day = state.hours[channel.id]?.yesterday, Double(day.valid) < leastHours.value else { return nil }
        let (what, least) = (seen.title(of: channel), leastHours.value.plainText)
        let text = Text(
            zh: "\(what.zh)昨日有效小时\(day.valid)/24，不足\(least)小时，昨日数据无效",
            en: "\(what.en): \(day.valid) of 24 hours of yesterday are valid, fewer than \(least): "
                + "the day's data are not valid"
        )
        return Finding(
            rule: Self.id, cause: "\(channel.id)/day", of: channel, level: .yellow,
            since: (day.day + 1).start(utcOffset: seen.facility.utcOffset), figure: Double(day.valid),
            limit: leastHours, text: text)
    }

    /// An hour as forms 0 and 1 remembered it.
    private struct OldHour: Decodable {
        var start: Timestamp
        var minutes: [Int64]
        var isWhole: Bool
        var last: Int?
        var gap: Hold

        var hour: CaptureHour {
            CaptureHour(start: start, minutes: minutes, isWhole: isWhole, last: last, gap: gap)
        }
    }

    private struct Form0: Decodable {
        var hours: [Quantity: OldHour]
    }

    private struct Form1: Decodable {
        var hours: [Channel.ID: OldHour]
    }

    func migrated(_ old: OldState) throws -> State {
        if old.form == 1 { return State(hours: try Form1(from: old.decoder).hours.mapValues(\.hour)) }
        let hours = try old.form0(Form0.self).hours.compactMap { quantity, hour in
            old.device(of: quantity).map { (Channel.ID($0, quantity), hour.hour) }
        }
        return State(hours: Dictionary(uniqueKeysWithValues: hours))
    }
}
