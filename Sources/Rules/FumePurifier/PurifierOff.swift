public import Facilities

/// DB11/1488-2018 and others: fume that is not purified counts as over the limit. The purifier is on while the fan runs;
/// five minutes are our own allowance. Where a purifier tells no state, its current tells whether it is on.
public struct PurifierOff: Rule {
    public static let id = "fume.purifierOff"
    public static let judges = Text(
        zh: "风机运行时净化器是否开启", en: "whether the purifier is on while the fan runs"
    )

    public struct State: Codable, Hashable, Sendable {
        var fan = RunWatch()
        var purifier = RunWatch()
        var hold = Hold()
        var gap = DataGap()
        var now: Timestamp?
    }

    public var state = State()
    private let limit: Limit
    private let fanOn: Limit
    private let purifierOn: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        limit = facility.limit(.ownDefault("purifierOff", 5, .minute))
        fanOn = facility.limit(.fanOnCurrent)
        purifierOn = facility.limit(.purifierOnCurrent)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit, fanOn, purifierOn] }

    private static let quantities: [Quantity] = [.fanState, .fanCurrent, .purifierState, .purifierCurrent]

    public mutating func consider(_ event: Event) -> [Finding] {
        state.now = event.now(after: state.now)
        if case .sample(let sample) = event { take(sample) }
        return [off, unjudged].compactMap(\.self)
    }

    private mutating func take(_ sample: Sample) {
        let time = sample.time
        state.fan.take(sample)
        state.purifier.take(sample, state: .purifierState, current: .purifierCurrent)
        let fan = state.fan.runs(above: fanOn, at: time)
        let isOn = fan == false ? true : state.purifier.runs(above: purifierOn, at: time)
        state.gap.update(
            sample, isMeasured: state.fan.isMeasured && state.purifier.isMeasured, isMissing: fan == nil || isOn == nil
        )
        // A sample of something else must not let the delay run out on what is known already.
        guard Self.quantities.contains(where: sample.measures) else { return }
        let isOff = fan.flatMap { _ in isOn.map { !$0 } }
        state.hold.update(isOff, at: time, onDelay: limit.duration, offDelay: .seconds(60))
    }

    private var off: Finding? {
        guard state.hold.isOn, let since = state.hold.since, let now = state.now else { return nil }
        let minutes = (now - since).inSeconds / 60
        let (is_, of) = (minutes.plainText(decimals: 0), limit.value.plainText)
        let text = Text(
            zh: "风机运行而净化器未开启，已\(is_)分钟（最多\(of)分钟）",
            en: "the fan runs and the purifier is off, for \(is_) min (at most \(of) min)"
        )
        return Finding(rule: Self.id, level: .red, since: since, figure: minutes, limit: limit, text: text)
    }

    private var unjudged: Finding? {
        state.gap.finding(
            Self.id, Text(zh: "风机和净化器的开关状态", en: "states of the fan and the purifier"), limit: limit)
    }

    public var next: NextStep? {
        guard state.hold.isOn, let since = state.hold.since else { return state.gap.next(utcOffset: utcOffset) }
        return NextStep(.switchOnPurifier, due: since.day(utcOffset: utcOffset))
    }
}

extension Limit {
    /// The current above which a purifier counts as on: an electrostatic one takes some tenths of an ampere at 220 V.
    static let purifierOnCurrent = Limit.ownDefault("purifierOnCurrent", 0.1, .ampere)
}
