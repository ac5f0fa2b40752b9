import Facilities

/// 南京“码上测”: every machine shows a valid exhaust test. The district of Yuhuatai tests machines without a test within a
/// year (2022), except those bought after 2020-01-01. Such a machine is judged too, with the same term, as the
/// finding's clause states, since its QR code must show a valid test; a site may set another term. The 30 days before
/// its end, in which it is yellow, are our own. `machinery.smoke` judges whether the test was passed.
struct MachineryTest: Rule {
    static let id = "machinery.test"
    static let colour = RuleClass.duty
    static let judges = Text(
        zh: "排气检测是否在有效期内", en: "whether the exhaust test is still valid"
    )

    struct State: Codable, Hashable, Sendable {
        /// The day of the newest test on record.
        var tested: Day?
        /// The first event of the rule: on its day a test falls due for a machine that never had one.
        var began: Timestamp?
    }

    var state = State()
    private let lastTest: Day?
    private let acquired: Day?
    private let months: Limit
    private let warning: Limit
    private let utcOffset: Int
    private var today: Day?

    init(_ settings: MachinerySettings, of facility: Facility) {
        (lastTest, acquired) = (settings.lastTest, settings.acquired)
        utcOffset = facility.utcOffset
        months = facility.limit(
            Limit(
                "testMonths", 12, .one, in: 1...60, looser: .above, source: "南京雨花台区通报（2022年）",
                clause: "2020-01-01以后购置的除外", verified: false
            ).counted)
        warning = facility.limit(.ownDefault("testWarning", 30, .day, in: 0...180, looser: .below).counted)
    }

    var limits: [Limit] { [months, warning] }

    /// The last test of the settings; nil where its day is in the future.
    private var configured: Day? { lastTest?.notAfter(today) }
    private var tested: Day? { [state.tested, configured].compactMap(\.self).max() }
    /// The time since which a machine without a test has been here; nil where the day of its purchase is unknown.
    private var untested: Timestamp? {
        guard let acquired, let today, acquired <= today else { return nil }
        return acquired.start(utcOffset: utcOffset)
    }
    private var due: Day? { tested?.adding(months: months.whole) }

    mutating func consider(_ seen: Observed) -> Verdict {
        let began = state.began ?? seen.now
        state.began = began
        today = seen.today
        if let record = seen.record, record.body is ExhaustTest {
            let day = seen.day(record.at)
            state.tested = max(state.tested ?? day, day)
        }
        return Verdict(findings(at: seen.now), next: NextStep(.testExhaust, due: due ?? seen.day(began)))
    }

    func missingRecord(in finding: Finding) -> Text? {
        finding.cause.isEmpty ? Text(zh: "排气检测记录", en: "an exhaust test on record") : nil
    }

    func isDated(_ finding: Finding) -> Bool { finding.level != .grey || untested != nil }

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
