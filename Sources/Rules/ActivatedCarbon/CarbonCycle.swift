public import Facilities

/// 苏环办〔2021〕218号: the replacement cycle is the design plan's; without one, T = m·s/(c·10⁻⁶·Q·t) days.
/// 苏环办〔2022〕218号: it should not exceed 500 hours of operation or 3 months; whichever comes first is taken.
public struct CarbonCycle: Rule {
    public static let id = "carbon.cycle"
    public static let judges = Text(
        zh: "活性炭是否超过更换周期：设计方案周期或公式周期，以500小时和3个月为上限",
        en: "whether the carbon is past its cycle: the design plan's or the formula's, capped by 500 h and 3 months"
    )

    public struct State: Codable, Hashable, Sendable {
        var installed: Day?
        var mass: Double?
        var run = RunHours()
        var now: Timestamp?
    }

    public var state: State
    private let settings: CarbonSettings
    private let utcOffset: Int
    private let hours: Limit
    private let months: Limit
    private let current: Limit

    public init(_ settings: CarbonSettings, of facility: Facility) {
        self.settings = settings
        utcOffset = facility.utcOffset
        state = State(installed: settings.installed, mass: settings.mass)
        let source = "苏环办〔2022〕218号"
        hours = facility.limit(Limit("cycleHours", 500, .hour, source: source, verified: false))
        months = facility.limit(Limit("cycleMonths", 3, .one, source: source, verified: false))
        current = facility.limit(.fanOnCurrent)
    }

    public var limits: [Limit] { [hours, months, current] }

    public mutating func consider(_ event: Event) -> [Finding] {
        let now = event.now(after: state.now)
        state.now = now
        switch event {
        case .sample(let sample):
            if let running = sample.fanRuns(above: current) {
                state.run.update(isRunning: running, at: sample.time)
            }
        case .record(let record):
            let day = record.at.day(utcOffset: utcOffset)
            guard case .replacement(let replacement) = record.body, state.installed.map({ $0 <= day }) ?? true else {
                break
            }
            state.installed = day
            state.mass = replacement.mass
            state.run = RunHours()
        case .evidence, .tick: break
        }
        return findings(at: now)
    }

    /// T in days; nil when it cannot be computed. A dynamic adsorption above 0.10 counts only with its proof.
    public static func formula(_ settings: CarbonSettings, mass: Double?) -> Double? {
        guard let mass, let c = settings.removedConcentration, let q = settings.airVolume,
            let t = settings.dailyHours, mass > 0, c > 0, q > 0, t > 0
        else { return nil }
        let s = settings.proof == nil ? min(settings.dynamicAdsorption, 0.10) : settings.dynamicAdsorption
        return s > 0 ? mass * s / (c * 1e-6 * q * t) : nil
    }

    private var due: Day? {
        guard let installed = state.installed,
            let days = settings.designCycle.map(Double.init) ?? Self.formula(settings, mass: state.mass)
        else { return nil }
        return min(installed + Int(min(days, 36_500)), installed.adding(months: Int(months.value)))
    }

    public var next: NextStep? {
        guard let now = state.now else { return nil }
        let today = now.day(utcOffset: utcOffset)
        guard let due else { return NextStep(.completeSettings, due: today) }
        return NextStep(.replaceCarbon, due: state.run.hours > hours.value ? min(today, due) : due)
    }

    private func findings(at now: Timestamp) -> [Finding] {
        [overHours(at: now), overTime(at: now)].compactMap(\.self)
    }

    private func overHours(at now: Timestamp) -> Finding? {
        let (run, limit) = (state.run.hours, hours.value)
        guard run > limit * 0.9 else { return nil }
        let over = run > limit
        let text = Text(
            zh: "累计运行\(run.plainText(decimals: 1))小时，\(over ? "已超" : "接近")\(limit.plainText)小时，应更换活性炭",
            en:
                "\(run.plainText(decimals: 1)) hours of operation, \(over ? "over" : "close to") \(limit.plainText): replace the carbon"
        )
        return Finding(
            rule: Self.id, cause: "hours", level: over ? .red : .yellow, since: now, figure: run, limit: hours,
            text: text
        )
    }

    private func overTime(at now: Timestamp) -> Finding? {
        guard let due, let installed = state.installed else {
            let text = Text(
                zh: "缺少装填日期或周期计算参数，无法判断更换周期",
                en: "no filling date or too little to compute the cycle: it cannot be judged"
            )
            return Finding(rule: Self.id, level: .grey, since: now, limit: hours, text: text)
        }
        let today = now.day(utcOffset: utcOffset)
        guard today + 7 >= due else { return nil }
        let days = Limit(
            "cycle", Double(due.number - installed.number), .day, source: "苏环办〔2021〕218号、〔2022〕218号", verified: false
        )
        let over = today > due
        let text = Text(
            zh: over ? "更换周期已于\(due)到期，应更换活性炭" : "更换周期将于\(due)到期，请准备更换活性炭",
            en: over
                ? "the cycle ended on \(due): replace the carbon"
                : "the cycle ends on \(due): prepare to replace the carbon"
        )
        let age = Double(today.number - installed.number)
        return Finding(rule: Self.id, level: over ? .red : .yellow, since: now, figure: age, limit: days, text: text)
    }
}
