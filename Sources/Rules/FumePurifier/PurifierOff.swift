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
        var supply = Supply()
        /// When it was last seen off.
        var seen: Timestamp?
    }

    public var state = State()
    private let limit: Limit
    private let fanOn: Limit
    private let purifierOn: Limit
    private let missingAfter: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        limit = facility.limit(.ownDefault("purifierOff", 5, .minute))
        fanOn = facility.limit(.fanOnCurrent)
        purifierOn = facility.limit(.purifierOnCurrent)
        missingAfter = facility.limit(.missingAfter)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit, fanOn, purifierOn, missingAfter] }

    private static let quantities: [Quantity] = [.fanState, .fanCurrent, .purifierState, .purifierCurrent]

    public mutating func consider(_ event: Event) -> [Finding] {
        if case .sample(let sample) = event { take(sample) }
        return [off].compactMap(\.self)
            + state.supply.findings(Self.id, missingAfter, judging: .fanState, .purifierState)
    }

    private mutating func take(_ sample: Sample) {
        let time = sample.time
        state.fan.take(sample)
        state.purifier.take(sample, state: .purifierState, current: .purifierCurrent)
        let fan = state.fan.runs(above: fanOn, at: time)
        let isOn = fan == false ? true : state.purifier.runs(above: purifierOn, at: time)
        state.supply.take(sample, .fanState, or: .fanCurrent)
        state.supply.take(sample, .purifierState, or: .purifierCurrent, isNeeded: fan != false)
        // A sample of something else must not let the delay run out on what is known already.
        guard Self.quantities.contains(where: sample.measures) else { return }
        let isOff = fan.flatMap { _ in isOn.map { !$0 } }
        if isOff == true { state.seen = time }
        state.hold.update(isOff, at: time, onDelay: limit.duration, offDelay: .seconds(60))
    }

    private var off: Finding? {
        guard state.hold.isOn, let since = state.hold.since, let seen = state.seen else { return nil }
        let minutes = (seen - since).inSeconds / 60
        let (is_, of) = (minutes.plainText(decimals: 0), limit.value.plainText)
        let text = Text(
            zh: "风机运行而净化器未开启，已\(is_)分钟（应在\(of)分钟内开启）",
            en: "the fan runs and the purifier is off, for \(is_) min (to be on within \(of) min)"
        )
        return Finding(rule: Self.id, level: .red, since: since, figure: minutes, limit: limit, text: text)
    }

    public var next: NextStep? {
        if let off { return NextStep(.switchOnPurifier, due: off.since.day(utcOffset: utcOffset)) }
        return state.supply.next(missingAfter, utcOffset: utcOffset, judging: .fanState, .purifierState)
    }
}

extension Limit {
    /// The current above which a purifier counts as on: an electrostatic one takes some tenths of an ampere at 220 V.
    static let purifierOnCurrent = Limit.ownDefault("purifierOnCurrent", 0.1, .ampere)
}
