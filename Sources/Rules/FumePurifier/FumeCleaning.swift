import Facilities

/// 《浙江省餐饮油烟管理暂行办法》 art. 15, since no figure of Nanjing's own was found: large kitchens clean their purifier every
/// month, medium ones every 2 months, small ones every quarter. The 7 days before, in which it is yellow, are our own.
/// Only a cleaning of the plates counts. Once a cleaning of the duct is on record, the duct has a term of its own: 60
/// days, by art. 25 of Beijing's rule on the safety of catering (its title from memory), with a reminder only. A
/// cleaning that was begun (开始清洗) and is not on record by the end of its day gives a reminder.
struct FumeCleaning: Rule {
    static let id = "fume.cleaning"
    static let colour = RuleClass.duty
    static let judges = Text(
        zh: "净化器是否按期清洗", en: "whether the purifier is cleaned in time"
    )

    struct State: Codable, Hashable, Sendable {
        /// The day of the newest cleaning on record.
        var cleaned: Day?
        /// The first event of the rule: on its day a purifier falls due that was never cleaned.
        var began: Timestamp?
        var duct: Day?
        var window: WorkWindow?
    }

    var state = State()
    private let lastCleaned: Day?
    private let months: Limit
    private let warning: Limit
    private let ductDays: Limit
    private let utcOffset: Int
    private var today: Day?

    init(_ settings: FumeSettings, of facility: Facility) {
        lastCleaned = settings.lastCleaned
        utcOffset = facility.utcOffset
        warning = facility.limit(.ownDefault("cleaningWarning", 7, .day, in: 0...90, looser: .below).counted)
        ductDays = facility.limit(
            Limit(
                "ductDays", 60, .day, in: 7...730, looser: .above, source: "《北京市餐饮经营单位安全生产规定》（参照）",
                clause: "第25条", verified: false
            ).counted)
        let preset: Double =
            switch settings.size {
            case .large: 1
            case .medium: 2
            case .small: 3
            }
        months = facility.limit(
            Limit(
                "cleaningMonths", preset, .one, in: 1...24, looser: .above, source: "《浙江省餐饮油烟管理暂行办法》（参照）",
                clause: "第15条", verified: false
            ).counted)
    }

    var limits: [Limit] { [months, warning, ductDays] }

    /// The last cleaning of the settings; nil where its day is in the future.
    private var configured: Day? { lastCleaned?.notAfter(today) }
    private var cleaned: Day? { [state.cleaned, configured].compactMap(\.self).max() }
    private var due: Day? { cleaned?.adding(months: months.whole) }

    mutating func consider(_ seen: Observed) -> Verdict {
        let began = state.began ?? seen.now
        state.began = began
        today = seen.today
        if let record = seen.record { take(record, on: seen.day(record.at)) }
        var verdict = Verdict(findings(at: seen.now), next: NextStep(.cleanPurifier, due: due ?? seen.day(began)))
        verdict.add([unended(at: seen.now), ductDue(at: seen.now)].compactMap(\.self), in: seen)
        return verdict
    }

    private mutating func take(_ record: Record, on day: Day) {
        var window = state.window ?? WorkWindow()
        window.take(record, from: CleaningStart.kind, to: Cleaning.kind, utcOffset: utcOffset)
        state.window = window
        guard let cleaning = record.body as? Cleaning else { return }
        if cleaning.renewsPurifier { state.cleaned = max(state.cleaned ?? day, day) }
        if cleaning.renewsDuct { state.duct = max(state.duct ?? day, day) }
    }

    private func unended(at now: Timestamp) -> Finding? {
        guard let begun = state.window?.unended(at: now, utcOffset: utcOffset) else { return nil }
        let day = begun.day(utcOffset: utcOffset)
        let text = Text(
            zh: "\(day)点了“开始清洗”，当天没有清洗记录，请补登", en: "a cleaning was begun on \(day) and none is on record: enter it")
        return Finding(
            rule: Self.id, cause: "start", level: .yellow, since: begun, limit: WorkWindow.limit, text: text)
    }

    private func ductDue(at now: Timestamp) -> Finding? {
        guard let cleaned = state.duct else { return nil }
        let (due, today) = (cleaned + Int(ductDays.value), now.day(utcOffset: utcOffset))
        let time = DutyTime(from: cleaned, due: due, utcOffset: utcOffset)
        guard time.isOver(at: now) else { return nil }
        let text = Text(zh: "排烟管道清洗已于\(due)到期，请清洗管道", en: "the cleaning of the duct was due on \(due)")
        return Finding(
            rule: Self.id, cause: "duct", level: .yellow, since: time.since(at: now),
            figure: Double(today.number - cleaned.number), limit: ductDays, text: text)
    }

    func missingRecord(in finding: Finding) -> Text? {
        finding.cause.isEmpty ? Text(zh: "清洗记录", en: "a cleaning on record") : nil
    }

    func isDated(_ finding: Finding) -> Bool { finding.level != .grey }

    private func findings(at now: Timestamp) -> [Finding] {
        guard let due, let cleaned else {
            let text = Text(zh: "没有清洗记录，无法判断", en: "no cleaning on record: it cannot be judged")
            return [Finding(rule: Self.id, level: .grey, since: now, limit: months, text: text)]
        }
        let today = now.day(utcOffset: utcOffset)
        guard today + warning.whole >= due else { return [] }
        let time = DutyTime(from: cleaned, due: due, warning: warning.whole, utcOffset: utcOffset)
        let over = time.isOver(at: now)
        let text = Text(
            zh: over ? "清洗已于\(due)到期，请清洗净化器" : "请于\(due)前清洗净化器",
            en: over ? "the cleaning was due on \(due)" : "clean the purifier by \(due)"
        )
        let days = months.shown(as: "cleaning", Double(due.number - cleaned.number), .day)
        let age = Double(today.number - cleaned.number)
        return [
            Finding(
                rule: Self.id, level: over ? .red : .yellow, since: time.since(at: now), figure: age, limit: days,
                text: text)
        ]
    }
}
