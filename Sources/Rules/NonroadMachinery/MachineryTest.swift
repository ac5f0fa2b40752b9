public import Facilities

/// 南京“码上测”: every machine shows a valid exhaust test. The district of Yuhuatai tests machines that were not
/// tested within a year (2022), except those bought after 2020-01-01: such a machine is judged too, by the same time, which the
/// finding's clause tells, since its QR code must show a valid test; a site may set another. The 30 days before its end, in which it is yellow, are our own. Whether it was passed is judged by `machinery.smoke`.
public struct MachineryTest: Rule {
    public static let id = "machinery.test"
    public static let colour = RuleClass.duty
    public static let judges = Text(
        zh: "排气检测是否在有效期内", en: "whether the exhaust test is still valid"
    )

    public struct State: Codable, Hashable, Sendable {
        /// By the newest record.
        var tested: Day?
        /// When the rule began: the day on which a test falls due for a machine that never had one.
        var began: Timestamp?
    }

    public var state = State()
    private let lastTest: Day?
    private let acquired: Day?
    private let months: Limit
    private let warning: Limit
    private let utcOffset: Int
    private var today: Day?

    public init(_ settings: MachinerySettings, of facility: Facility) {
        (lastTest, acquired) = (settings.lastTest, settings.acquired)
        utcOffset = facility.utcOffset
        months = facility.limit(
            Limit(
                "testMonths", 12, .one, in: 1...60, looser: .above, source: "南京雨花台区通报（2022年）",
                clause: "2020-01-01以后购置的除外", verified: false
            ).counted)
        warning = facility.limit(.ownDefault("testWarning", 30, .day, in: 0...180, looser: .below).counted)
    }

    public var limits: [Limit] { [months, warning] }

    /// A day in the settings that is still to come counts as missing.
    private var configured: Day? { lastTest.flatMap { day in today.map { day > $0 } ?? false ? nil : day } }
    private var tested: Day? { [state.tested, configured].compactMap(\.self).max() }
    /// Since when a machine without a test has been here, where the day of its purchase is known.
    private var untested: Timestamp? {
        guard let acquired, let today, acquired <= today else { return nil }
        return acquired.start(utcOffset: utcOffset)
    }
    private var due: Day? { tested?.adding(months: months.whole) }

    public mutating func consider(_ seen: Observed) -> Verdict {
        let began = state.began ?? seen.now
        state.began = began
        today = seen.today
        if let record = seen.record, record.body is ExhaustTest {
            let day = seen.day(record.at)
            state.tested = max(state.tested ?? day, day)
        }
        return Verdict(findings(at: seen.now), next: NextStep(.testExhaust, due: due ?? seen.day(began)))
    }

    public func missingRecord(in finding: Finding) -> Text? {
        finding.cause.isEmpty ? Text(zh: "排气检测记录", en: "an exhaust test on record") : nil
    }

    public func isDated(_ finding: Finding) -> Bool { finding.level != .grey || untested != nil }

    private func findings(at now: Timestamp) -> [Finding] {
        guard let due, let tested else {
            let text = Text(zh: "没有排气检测记录，无法判断", en: "no exhaust test on record: it cannot be judged")
            return [Finding(rule: Self.id, level: .grey, since: untested ?? now, limit: months, text: text)]
        }
        let today = now.day(utcOffset: utcOffset)
        guard today + warning.whole >= due else { return [] }
        let time = DutyTime(from: tested, due: due, warning: warning.whole, utcOffset: utcOffset)
        let over = time.isOver(at: now)
        let text = Text(
            zh: over ? "排气检测已于\(due)到期" : "排气检测将于\(due)到期",
            en: over ? "the exhaust test expired on \(due)" : "the exhaust test expires on \(due)"
        )
        let days = months.shown(as: "test", Double(due.number - tested.number), .day)
        let age = Double(today.number - tested.number)
        return [
            Finding(
                rule: Self.id, level: over ? .red : .yellow, since: time.since(at: now), figure: age, limit: days,
                text: text)
        ]
    }
}
