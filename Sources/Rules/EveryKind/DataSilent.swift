public import Facilities

/// Missing data are never green: a facility from which no good reading has come for a while cannot be judged.
public struct DataSilent: Rule {
    public static let id = "data.silent"
    public static let judges = Text(
        zh: "是否长时间没有有效数据", en: "whether valid data have stopped coming"
    )

    public struct State: Codable, Hashable, Sendable {
        var lastGood: Timestamp?
        var now: Timestamp?
    }

    public var state = State()
    private let limit: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        utcOffset = facility.utcOffset
        limit = facility.limit(
            Limit("silentAfter", 5, .minute, source: "本程序默认 our own default", verified: false)
        )
    }

    public var limits: [Limit] { [limit] }

    private var isSilent: Bool {
        guard let now = state.now, let good = state.lastGood else { return true }
        return (now - good).inSeconds > limit.value * 60
    }

    public mutating func consider(_ event: Event) -> [Finding] {
        if case .sample(let sample) = event, sample.readings.contains(where: { $0.quality == .good }) {
            state.lastGood = sample.time
        }
        let now = event.now(after: state.now)
        state.now = now
        guard isSilent else { return [] }
        let text = Text(zh: "没有收到有效数据，无法判断", en: "no valid data arrive: it cannot be judged")
        return [Finding(rule: Self.id, level: .grey, since: state.lastGood ?? now, limit: limit, text: text)]
    }

    public var next: NextStep? {
        guard isSilent, let now = state.now else { return nil }
        return NextStep(.checkSensors, due: now.day(utcOffset: utcOffset))
    }
}
