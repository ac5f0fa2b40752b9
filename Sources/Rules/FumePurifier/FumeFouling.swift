public import Facilities

/// No standard sets a figure: all of them are our own. A purifier that takes less current than after its last cleaning,
/// or resists the air more, is fouled before its time and is cleaned early: the mean of the latest hours of operation
/// against that of the first ones. Judged from the first cleaning that is entered within a week; whether one is on record
/// at all is for `fume.cleaning` to say.
public struct FumeFouling: Rule {
    public static let id = "fume.fouling"
    public static let judges = Text(
        zh: "清洗后净化器电流下降或压差上升是否过多，是否应提前清洗",
        en: "whether the purifier's current has fallen, or its pressure drop risen, too far since it was cleaned"
    )

    public struct State: Codable, Hashable, Sendable {
        var fan = RunWatch()
        var cleaned: Timestamp?
        /// Nil when the first hours after the cleaning were not seen.
        var current: Drift?
        var pressure: Drift?
        var supply = Supply()
        var now: Timestamp?
    }

    public var state = State()
    private let lastCleaned: Timestamp?
    private let fall: Limit
    private let rise: Limit
    private let hours: Limit
    private let fanOn: Limit
    private let purifierOn: Limit
    private let missingAfter: Limit
    private let utcOffset: Int

    public init(_ settings: FumeSettings, of facility: Facility) {
        lastCleaned = settings.lastCleaned?.start(utcOffset: facility.utcOffset)
        fall = facility.limit(.ownDefault("foulingCurrent", 30, .percent))
        rise = facility.limit(.ownDefault("foulingPressure", 50, .percent))
        hours = facility.limit(.ownDefault("foulingHours", 8, .hour))
        fanOn = facility.limit(.fanOnCurrent)
        purifierOn = facility.limit(.purifierOnCurrent)
        missingAfter = facility.limit(.missingAfter)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [fall, rise, hours, fanOn, purifierOn, missingAfter] }

    /// What is measured first later than this after a cleaning is not the clean purifier any more.
    private static let latest = Duration.days(7)

    public mutating func consider(_ event: Event) -> [Finding] {
        let now = event.now(after: state.now)
        state.now = now
        if let lastCleaned { begin(afterCleaningAt: lastCleaned, now: now) }
        switch event {
        case .record(let record):
            if case .cleaning = record.body { begin(afterCleaningAt: record.at, now: now) }
        case .sample(let sample): take(sample)
        case .evidence, .tick: break
        }
        return findings
    }

    /// Does nothing after a cleaning that is known already, or older than the newest.
    private mutating func begin(afterCleaningAt time: Timestamp, now: Timestamp) {
        guard state.cleaned.map({ $0 < time }) ?? true else { return }
        state.cleaned = time
        let isSeen = now - time <= Self.latest
        (state.current, state.pressure) = isSeen ? (Drift(), Drift()) : (nil, nil)
    }

    private mutating func take(_ sample: Sample) {
        let time = sample.time
        state.fan.take(sample)
        let runs = state.fan.runs(above: fanOn, at: time) == true
        if sample.measures(.purifierCurrent) {
            // One that is off is not fouled.
            let current = sample.value(of: .purifierCurrent).flatMap { runs && $0 > purifierOn.value ? $0 : nil }
            state.current?.add(current, .below, fall, at: time, span: hours.duration)
        }
        if sample.measures(.pressureDrop) {
            let pressure = runs ? sample.value(of: .pressureDrop) : nil
            state.pressure?.add(pressure, .above, rise, at: time, span: hours.duration)
        }
        for quantity in [Quantity.purifierCurrent, .pressureDrop] {
            state.supply.take(sample, quantity, isNeeded: runs && state.current != nil)
        }
    }

    private var findings: [Finding] {
        [
            state.current.flatMap { finding("current", $0, fall, Text(zh: "电流下降", en: "current has fallen by")) },
            state.pressure.flatMap {
                finding("pressure", $0, rise, Text(zh: "压差上升", en: "pressure drop has risen by"))
            },
        ].compactMap(\.self) + state.supply.findings(Self.id, missingAfter)
    }

    private func finding(_ cause: String, _ drift: Drift, _ limit: Limit, _ what: Text) -> Finding? {
        guard let warning = drift.warning, let change = drift.change else { return nil }
        let (is_, of, span) = (
            change.plainText(decimals: 0, beside: limit.value), limit.value.plainText, hours.value.plainText
        )
        let due = warning.due.day(utcOffset: utcOffset)
        let then =
            drift.isTooFar
            ? Text(zh: "超过\(of)%", en: "over \(of) %")
            : Text(zh: "按近期趋势约于\(due)达到\(of)%", en: "going on like this it reaches \(of) % about \(due)")
        let text = Text(
            zh: "净化器\(what.zh)\(is_)%（与清洗后最初\(span)小时运行均值相比），\(then.zh)，请提前清洗",
            en:
                "the purifier's \(what.en) \(is_) % from the mean of the first \(span) h of operation after its cleaning, \(then.en): clean it early"
        )
        return Finding(
            rule: Self.id, cause: cause, level: .yellow, since: warning.since, figure: change, limit: limit, text: text)
    }

    public var next: NextStep? {
        let due = [state.current, state.pressure].compactMap { $0?.warning?.due }.min()
        return due.map { NextStep(.cleanPurifier, due: $0.day(utcOffset: utcOffset)) }
            ?? state.supply.next(missingAfter, utcOffset: utcOffset)
    }
}
