public import Facilities

/// 南京“码上测”: every machine shows a valid exhaust test. That a test is valid for a year is our own default.
public struct MachineryTest: Rule {
    public static let id = "machinery.test"
    public static let judges = Text(
        zh: "排气检测是否在有效期内", en: "whether the exhaust test is still valid"
    )

    public struct State: Codable, Hashable, Sendable {
        var tested: Day?
        var now: Timestamp?
    }

    public var state: State
    private let months: Limit
    private let utcOffset: Int

    public init(_ settings: MachinerySettings, of facility: Facility) {
        state = State(tested: settings.lastTest)
        utcOffset = facility.utcOffset
        months = facility.limit(Limit("testMonths", 12, .one, source: "本程序默认 our own default", verified: false))
    }

    public var limits: [Limit] { [months] }

    private var due: Day? { state.tested?.adding(months: Int(months.value)) }

    public mutating func consider(_ event: Event) -> [Finding] {
        let now = event.now(after: state.now)
        state.now = now
        if case .record(let record) = event, case .exhaustTest = record.body {
            let day = record.at.day(utcOffset: utcOffset)
            state.tested = max(state.tested ?? day, day)
        }
        return findings(at: now)
    }

    public var next: NextStep? {
        guard let now = state.now else { return nil }
        return NextStep(.testExhaust, due: due ?? now.day(utcOffset: utcOffset))
    }

    private func findings(at now: Timestamp) -> [Finding] {
        guard let due, let tested = state.tested else {
            let text = Text(zh: "没有排气检测记录，无法判断", en: "no exhaust test on record: it cannot be judged")
            return [Finding(rule: Self.id, level: .grey, since: now, limit: months, text: text)]
        }
        let today = now.day(utcOffset: utcOffset)
        guard today + 30 >= due else { return [] }
        let over = today > due
        let text = Text(
            zh: over ? "排气检测已于\(due)到期" : "排气检测将于\(due)到期",
            en: over ? "the exhaust test expired on \(due)" : "the exhaust test expires on \(due)"
        )
        let days = Limit(
            "test", Double(due.number - tested.number), .day, source: months.source, verified: months.verified)
        let age = Double(today.number - tested.number)
        return [Finding(rule: Self.id, level: over ? .red : .yellow, since: now, figure: age, limit: days, text: text)]
    }
}
