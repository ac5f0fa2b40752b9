public import Facilities

/// DB11/1488-2018 and others: fume that is not purified counts as over the limit. The purifier is on while the fan runs;
/// five minutes are our own allowance.
public struct PurifierOff: Rule {
    public static let id = "fume.purifierOff"
    public static let judges = Text(
        zh: "风机运行时净化器是否开启", en: "whether the purifier is on while the fan runs"
    )

    public struct State: Codable, Hashable, Sendable {
        var hold = Hold()
        var now: Timestamp?
    }

    public var state = State()
    private let limit: Limit
    private let current: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        limit = facility.limit(
            Limit("purifierOff", 5, .minute, source: "本程序默认 our own default", verified: false)
        )
        current = facility.limit(.fanOnCurrent)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ event: Event) -> [Finding] {
        let now = event.now(after: state.now)
        state.now = now
        if case .sample(let sample) = event,
            let fan = sample.fanRuns(above: current), let purifier = sample.value(of: .purifierState)
        {
            let delay = Duration.seconds(Int64(limit.value * 60))
            state.hold.update(fan && purifier < 0.5, at: sample.time, onDelay: delay, offDelay: .seconds(60))
        }
        guard state.hold.isOn, let since = state.hold.since else { return [] }
        let text = Text(zh: "风机运行而净化器未开启", en: "the fan runs and the purifier is off")
        return [
            Finding(
                rule: Self.id, level: .red, since: since, figure: (now - since).inSeconds / 60, limit: limit,
                text: text
            )
        ]
    }

    public var next: NextStep? {
        guard state.hold.isOn, let since = state.hold.since else { return nil }
        return NextStep(.switchOnPurifier, due: since.day(utcOffset: utcOffset))
    }
}
