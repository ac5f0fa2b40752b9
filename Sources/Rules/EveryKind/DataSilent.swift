public import Facilities

/// Missing data are never green: a facility without a good reading for some time cannot be judged, nor can one whose
/// instruments are being worked on. The time is our own default.
public struct DataSilent: Rule {
    /// The name of the rule, under which findings, limits and accounts refer to it.
    public static let id = "data.silent"
    public static let colour = RuleClass.data
    public static let judges = Text(
        zh: "是否长时间没有有效数据，或正在维护、校准",
        en: "whether valid data have stopped coming, or somebody is at work on the instruments"
    )

    /// The memory of the rule: the newest good reading and the work on instruments.
    public struct State: Codable, Hashable, Sendable {
        /// The time of the first event.
        var begin: Timestamp?
        var lastGood: Timestamp?
        /// The devices whose newest sample is marked as under work.
        var works: [DeviceID: Work] = [:]
    }

    struct Work: Codable, Hashable, Sendable {
        /// The mark: `uncertain(maintenance)` or `uncertain(calibrating)`.
        var quality: Quality
        var since: Timestamp
        var seen: Timestamp
    }

    public var state = State()
    private let limit: Limit
    /// The longest time without data; three periods of the most frequently read channel are always allowed.
    private let patience: Duration

    /// Creates the rule with the limits of a facility.
    public init(of facility: Facility) {
        limit = facility.limit(
            .ownDefault("silentAfter", 5, .minute, in: 1...1440, looser: .above, addressee: .installer))
        patience = max(limit.duration, (facility.channels.map(\.period).min() ?? .zero) * 3)
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ seen: Observed) -> Verdict {
        let now = seen.now
        state.begin = state.begin ?? now
        if case .sample(let sample) = seen.event { take(sample, at: now) }
        if !state.works.isEmpty { state.works = state.works.filter { now - $0.value.seen <= patience } }
        var verdict = Verdict()
        if let work {
            verdict.add(work, in: seen)
        } else {
            verdict.add(silence(at: now), .checkSensors, in: seen)
        }
        return verdict
    }

    private mutating func take(_ sample: Sample, at now: Timestamp) {
        if sample.readings.contains(where: { $0.measured(.limits) != nil }) { state.lastGood = now }
        let mark = sample.workMark
        // A sample without values does not show that the work is over: the device may be unplugged.
        guard mark != nil || !state.works.isEmpty, sample.readings.contains(where: { !$0.quality.isBad }) else {
            return
        }
        state.works[sample.device] = mark.map {
            Work(quality: $0, since: state.works[sample.device]?.since ?? now, seen: now)
        }
    }

    private func silence(at now: Timestamp) -> Finding? {
        guard let since = state.lastGood ?? state.begin else { return nil }
        guard state.lastGood == nil || now - since > patience else { return nil }
        let text = Text(zh: "没有收到有效数据，无法判断", en: "no valid data arrive: it cannot be judged")
        return Finding(rule: Self.id, level: .grey, since: since, limit: limit, text: text)
    }

    /// The finding of work on the instruments. One device is enough: what it measures is not judged during the work.
    private var work: Finding? {
        guard let since = state.works.values.map(\.since).min() else { return nil }
        let works = state.works.map { (device: $0.key.description, title: $0.value.quality.title) }
            .sorted { $0.device < $1.device }
        let text = Text(
            zh: works.map { "\($0.device)\($0.title.zh)" }.joined(separator: "、") + "，期间数据不作判断",
            en: works.map { "\($0.device) is \($0.title.en)" }.joined(separator: ", ") + ": not judged meanwhile"
        )
        return Finding(rule: Self.id, cause: "maintenance", level: .grey, since: since, limit: limit, text: text)
    }
}

extension Sample {
    /// The mark of its values during work; nil without one.
    fileprivate var workMark: Quality? {
        for index in readings.indices {
            switch readings[index].quality {
            case .uncertain(.maintenance), .uncertain(.calibrating): return readings[index].quality
            default: continue
            }
        }
        return nil
    }
}
