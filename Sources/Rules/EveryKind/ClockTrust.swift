import Facilities

/// Nothing can be judged as right while the time is unknown: means, deadlines and nights depend on it. The rule is grey
/// from the first sample or minute with an untrusted time until one with a trusted time.
struct ClockTrust: Rule {
    static let id = "clock.trust"
    static let colour = RuleClass.data
    static let judges = Text(zh: "网关时钟是否可信", en: "whether the gateway's clock can be trusted")

    struct State: Codable, Hashable, Sendable {
        var hold = Hold()
    }

    var state = State()
    private let limit: Limit

    init(of facility: Facility) {
        limit = facility.limit(
            .ownDefault("clockUntrustedFor", 0, .minute, in: 0...1440, looser: .above, addressee: .installer))
    }

    var limits: [Limit] { [limit] }

    mutating func consider(_ seen: Observed) -> Verdict {
        state.hold.update(
            seen.event.isOfUntrustedClock, at: seen.now, onDelay: limit.duration, offDelay: .zero,
            gap: seen.newReadings.first?.gap ?? Gap())
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
    /// Whether the event's time is not trusted; nil where the event does not show it.
    fileprivate var isOfUntrustedClock: Bool? {
        switch self {
        case .sample(let sample): sample.isOfUntrustedClock
        case .tick(_, let isBelieved): isBelieved.map { !$0 }
        case .record, .evidence: nil
        }
    }
}

extension Sample {
    /// Whether the sample's time is not trusted; nil where no reading shows it: one that is bad, or marked for another
    /// reason, shows nothing about the clock.
    fileprivate var isOfUntrustedClock: Bool? {
        if readings.contains(where: { $0.quality == .uncertain(.clockUntrusted) }) { return true }
        guard readings.contains(where: { $0.quality == .good }) else { return nil }
        return false
    }
}
