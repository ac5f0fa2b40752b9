public import Facilities

/// Nothing can be called right while nobody knows the time: means, deadlines and nights go by it. Grey from the first sample or
/// minute that comes while the gateway's clock is not believed, until one comes with a time that is.
public struct ClockTrust: Rule {
    public static let id = "clock.trust"
    public static let colour = RuleClass.data
    public static let judges = Text(zh: "网关时钟是否可信", en: "whether the gateway's clock can be trusted")

    public struct State: Codable, Hashable, Sendable {
        var hold = Hold()
    }

    public var state = State()
    private let limit: Limit

    public init(of facility: Facility) {
        limit = facility.limit(
            .ownDefault("clockUntrustedFor", 0, .minute, in: 0...1440, looser: .above, addressee: .installer))
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ seen: Observed) -> Verdict {
        state.hold.update(
            seen.event.isOfUntrustedClock, at: seen.now, onDelay: limit.duration, offDelay: .zero,
            gap: seen.told.first?.gap ?? Gap())
        guard state.hold.isOn, let since = state.hold.since else { return Verdict() }
        let text = Text(
            zh: "网关时钟未校准，数据时间不可信，无法判断；请校准时钟，或由人员确认（mashang clock trust）",
            en: "the gateway's clock is not set, the times of its data cannot be trusted: it cannot be judged; set the "
                + "clock, or let a person vouch for it (mashang clock trust)"
        )
        let minutes = (seen.now - since).inSeconds / 60
        var verdict = Verdict()
        verdict.add(
            Finding(rule: Self.id, level: .grey, since: since, figure: minutes, limit: limit, text: text),
            .checkClock, in: seen)
        return verdict
    }
}

extension Event {
    /// Nil when it tells neither.
    fileprivate var isOfUntrustedClock: Bool? {
        switch self {
        case .sample(let sample): sample.isOfUntrustedClock
        case .tick(_, let isBelieved): isBelieved.map { !$0 }
        case .record, .evidence: nil
        }
    }
}

extension Sample {
    /// Nil when it tells neither: what is bad, or marked for another reason, says nothing of the clock.
    fileprivate var isOfUntrustedClock: Bool? {
        if readings.contains(where: { $0.quality == .uncertain(.clockUntrusted) }) { return true }
        return readings.contains { $0.quality == .good } ? false : nil
    }
}
