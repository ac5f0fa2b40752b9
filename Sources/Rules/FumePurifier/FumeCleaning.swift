public import Facilities

/// 《浙江省餐饮油烟管理暂行办法》 art. 15, for want of a figure of Nanjing's own: large kitchens clean their purifier
/// every month, medium ones every 2 months, small ones every quarter. The 7 days before, in which it is yellow, are our own.
public struct FumeCleaning: Rule {
    public static let id = "fume.cleaning"
    public static let colour = RuleClass.duty
    public static let judges = Text(
        zh: "净化器是否按期清洗", en: "whether the purifier is cleaned in time"
    )

    public struct State: Codable, Hashable, Sendable {
        /// By the newest record.
        var cleaned: Day?
        /// When the rule began: the day on which a purifier falls due that was never cleaned.
        var began: Timestamp?
    }

    public var state = State()
    private let lastCleaned: Day?
    private let months: Limit
    private let warning: Limit
    private let utcOffset: Int

    public init(_ settings: FumeSettings, of facility: Facility) {
        lastCleaned = settings.lastCleaned
        utcOffset = facility.utcOffset
        warning = facility.limit(.ownDefault("cleaningWarning", 7, .day, in: 0...90, looser: .below))
        let preset: Double =
            switch settings.size {
            case .large: 1
            case .medium: 2
            case .small: 3
            }
        months = facility.limit(
            Limit(
                "cleaningMonths", preset, .one, in: 1...24, looser: .above, source: "《浙江省餐饮油烟管理暂行办法》（参照）",
                clause: "第15条", verified: false)
        )
    }

    public var limits: [Limit] { [months, warning] }

    private var cleaned: Day? { [state.cleaned, lastCleaned].compactMap(\.self).max() }
    private var due: Day? { cleaned?.adding(months: months.whole) }

    public mutating func consider(_ seen: Observed) -> Verdict {
        let began = state.began ?? seen.now
        state.began = began
        if let record = seen.record, case .cleaning = record.body {
            let day = seen.day(record.at)
            state.cleaned = max(state.cleaned ?? day, day)
        }
        return Verdict(findings(at: seen.now), next: NextStep(.cleanPurifier, due: due ?? seen.day(began)))
    }

    private func findings(at now: Timestamp) -> [Finding] {
        guard let due, let cleaned else {
            let text = Text(zh: "没有清洗记录，无法判断", en: "no cleaning on record: it cannot be judged")
            return [Finding(rule: Self.id, level: .grey, since: now, limit: months, text: text)]
        }
        let today = now.day(utcOffset: utcOffset)
        guard today + warning.whole >= due else { return [] }
        let over = today > due
        let text = Text(
            zh: over ? "清洗已于\(due)到期，请清洗净化器" : "请于\(due)前清洗净化器",
            en: over ? "the cleaning was due on \(due)" : "clean the purifier by \(due)"
        )
        let days = months.shown(as: "cleaning", Double(due.number - cleaned.number), .day)
        let age = Double(today.number - cleaned.number)
        return [Finding(rule: Self.id, level: over ? .red : .yellow, since: now, figure: age, limit: days, text: text)]
    }
}
