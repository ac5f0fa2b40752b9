public import Facilities

/// 苏环办〔2022〕218号 asks that waste gas goes through the carbon (from memory); how a bypass shows is our own. The fan runs
/// and the pressure drop stays near zero: red. Or it falls to less than half of its mean of the hour before, and stays so
/// for ten minutes: yellow, since a fan that turns slower looks alike. The fall is over when the pressure drop is back,
/// when the carbon is replaced, or when somebody enters that it was put right. While the carbon is being
/// replaced (开始更换, 4 hours at most) neither is judged; what was found before stays.
public struct CarbonBypass: Rule {
    public static let id = "carbon.bypass"
    public static let colour = RuleClass.state
    public static let judges = Text(
        zh: "风机运行时废气是否未经炭层（压差接近零或突降）",
        en: "whether the air goes past the carbon: no pressure drop while the fan runs, or a sudden fall of it"
    )

    public struct State: Codable, Hashable, Sendable {
        var boxes = ByDevice<Box>()
        var window = WorkWindow()
    }

    /// One pressure sensor.
    struct Box: Codable, Hashable, Sendable {
        var zero = LimitHold()
        var fall = StepDown()
    }

    public var state = State()
    private let least: Limit
    private let after: Limit
    private let share: Limit
    private let missingAfter: Limit

    public init(of facility: Facility) {
        least = facility.limit(.ownDefault("bypassPressure", 50, .pascal, in: 1...2000, looser: .below))
        after = facility.limit(.ownDefault("bypassAfter", 10, .minute, in: 1...1440, looser: .above))
        share = facility.limit(.ownDefault("bypassFall", 50, .percent, in: 1...95, looser: .below))
        missingAfter = facility.limit(.missingAfter)
    }

    public var limits: [Limit] { [least, after, share, missingAfter] }
    public var needs: [Need] {
        [
            Need(.fanState, .fanCurrent),
            Need(.pressureDrop, within: .minutes(5), limits: [(least, .below)]),
        ]
    }

    public mutating func consider(_ seen: Observed) -> Verdict {
        if let record = seen.record {
            state.window.take(record, from: .replacementStart, to: .replacement, utcOffset: seen.facility.utcOffset)
        }
        for told in seen.told(.pressureDrop) { take(told, seen) }
        if let record = seen.record { take(record) }
        var verdict = Verdict()
        guard seen.measures(.pressureDrop) else { return verdict }
        for known in seen.channels where known.quantity == .pressureDrop {
            guard let box = state.boxes[known.device] else { continue }
            let found = nearZero(box, known.channel) ?? fallen(box, known.channel)
            verdict.add(found.map { at(known.channel, $0, seen) }, .closeBypass, in: seen)
        }
        let fan = seen.missing(anyOf: [.fanState, .fanCurrent], Self.id, missingAfter)
        verdict.add([fan].compactMap(\.self), .checkSensors, in: seen)
        verdict.add(
            seen.missing(.pressureDrop, Self.id, missingAfter, idle: .fanStands)
                + seen.outOfReach(.pressureDrop, Self.id, least, .below), .checkSensors, in: seen)
        return verdict
    }

    private mutating func take(_ told: Observed.Told, _ seen: Observed) {
        let isReplacing = state.window.isOpen(at: seen.time)
        let (least, after, share) = (least.value, after.duration, share.value / 100)
        state.boxes.update(told.device, from: Box()) { box in
            guard !isReplacing else {
                box.zero.interrupt()
                box.fall.add(nil, at: seen.time, share: share, period: told.channel.period)
                return
            }
            let value = seen.fan == true ? told.measured(.limits) : nil
            if seen.fan == false { box.zero.interrupt() }
            box.zero.update(
                value, .below, least, band: least * 0.2, at: seen.time, onDelay: after, offDelay: .seconds(60),
                gap: told.gap
            )
            box.fall.add(value, at: seen.time, share: share, period: told.channel.period)
        }
    }

    private mutating func take(_ record: Record) {
        switch record.body {
        case .replacement: break
        case .rectification(let note) where note.rule == Self.id: break
        default: return
        }
        state.boxes.updateAll { $0.fall.forget(before: record.at) }
    }

    private func at(_ channel: Channel, _ finding: Finding, _ seen: Observed) -> Finding {
        var finding = finding
        finding.text = seen.at(channel, finding.text)
        return finding
    }

    private func nearZero(_ box: Box, _ channel: Channel) -> Finding? {
        guard let since = box.zero.since, let figure = box.zero.figure else { return nil }
        let (value, limit) = (
            figure.shown(box.zero.bound, decimals: 0, beside: least.value), least.value.plainText
        )
        let minutes = after.value.plainText
        let text = Text(
            zh: "风机运行而压差仅\(value.zh) Pa，低于\(limit) Pa超过\(minutes)分钟，废气可能未经炭层",
            en:
                "the fan runs and the pressure drop is \(value.en) Pa, below \(limit) Pa for over \(minutes) min: the air may go past the carbon"
        )
        return Finding(
            rule: Self.id, cause: "\(channel.id)/zero", of: channel, level: .red, since: since, figure: figure,
            bound: box.zero.bound, limit: least, text: text)
    }

    private func fallen(_ box: Box, _ channel: Channel) -> Finding? {
        guard let fall = box.fall.fallen else { return nil }
        let most = fall.before * share.value / 100
        let (from, to) = (fall.before.plainText(decimals: 0), fall.mean.plainText(decimals: 0, beside: most))
        let limit = share.shown(most, .pascal)
        let text = Text(
            zh: "压差10分钟均值\(to) Pa，不足此前1小时均值\(from) Pa的\(share.value.plainText)%，可能开启旁路或炭层破损",
            en:
                "10-minute mean of the pressure drop \(to) Pa, under \(share.value.plainText) % of the hour before (\(from) Pa): a bypass, or a hole in the bed"
        )
        return Finding(
            rule: Self.id, cause: "\(channel.id)/fall", of: channel, level: .yellow, since: fall.since,
            figure: fall.mean, limit: limit, text: text)
    }

    public func migrated(_ old: OldState) throws -> State {
        State(boxes: old.byDevice(try old.form0(Box.self), of: .pressureDrop))
    }
}
