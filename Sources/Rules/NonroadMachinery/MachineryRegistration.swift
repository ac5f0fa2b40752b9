import Facilities

/// 非道路移动机械信息采集和编码登记: a machine that was bought or moved in is registered within 30 days (read in the notices of other
/// cities). A registration on record precedes the configuration's. The form of its number was not found, so that only
/// an impossible one is reported; the disclosure number is checked as makers explain it.
struct MachineryRegistration: Rule {
    static let id = "machinery.registration"
    static let colour = RuleClass.duty
    static let judges = Text(
        zh: "机械是否在30天内编码登记，登记号码和信息公开编号的格式是否正确",
        en: "whether the machine is registered within 30 days, and whether its numbers have the right form"
    )

    struct State: Codable, Hashable, Sendable {
        /// The newest registration on record.
        var registered: Record?
        /// The time of the rule's first event.
        var began: Timestamp?
    }

    var state = State()
    private let settings: MachinerySettings
    private let days: Limit
    private let utcOffset: Int
    private var today: Day?

    init(_ settings: MachinerySettings, of facility: Facility) {
        self.settings = settings
        days = facility.limit(
            Limit(
                "registrationDays", 30, .day, in: 1...365, looser: .above, source: "非道路移动机械编码登记通告（外地，参照）",
                verified: true
            ).counted)
        utcOffset = facility.utcOffset
    }

    var limits: [Limit] { [days] }

    mutating func consider(_ seen: Observed) -> Verdict {
        let began = state.began ?? seen.now
        state.began = began
        today = seen.today
        if let record = seen.record, record.body is Registration { state.registered.replace(by: record) }
        let findings = findings(at: seen.now)
        return Verdict(findings, next: next(findings, began))
    }

    private var registration: Registration? {
        if let record = state.registered, let registration = record.body as? Registration {
            return registration
        }
        return settings.registration.map { Registration(number: $0) }
    }

    private var disclosure: String? { registration?.disclosure ?? settings.disclosure }
    /// The day of purchase of the settings; nil where it is in the future.
    private var acquired: Day? { settings.acquired?.notAfter(today) }
    private var due: Day? { acquired.map { $0 + days.whole } }

    private func findings(at now: Timestamp) -> [Finding] {
        let first =
            if let number = registration?.number {
                form(
                    .ownDefault("number", 24, .one, in: 1...64), Text(zh: "环保登记号码", en: "registration number"), number,
                    MachineNumbers.problems(withRegistration: number)
                )
            } else {
                open(at: now)
            }
        let second = disclosure.flatMap {
            form(
                Limit("disclosure", 24, .one, in: 1...64, source: "厂家说明 a maker's page", verified: true),
                Text(zh: "环保信息公开编号", en: "disclosure number"), $0, MachineNumbers.problems(withDisclosure: $0)
            )
        }
        return [first, second].compactMap(\.self)
    }

    func missingRecord(in finding: Finding) -> Text? {
        guard finding.cause.isEmpty else { return nil }
        return Text(zh: "登记号码或购入日期", en: "the registration number or the day of purchase")
    }

    func isDated(_ finding: Finding) -> Bool { finding.cause.isEmpty && finding.level != .grey }

    private func open(at now: Timestamp) -> Finding? {
        guard let due, let acquired else {
            let text = Text(
                zh: "既无环保登记号码，也无购入（转入）日期，无法判断是否按期登记",
                en: "neither a registration number nor the day of purchase is known: it cannot be judged"
            )
            return Finding(rule: Self.id, level: .grey, since: now, limit: days, text: text)
        }
        let today = now.day(utcOffset: utcOffset)
        let time = DutyTime(from: acquired, due: due, warning: days.whole, utcOffset: utcOffset)
        let over = time.isOver(at: now)
        let (age, of) = (Double(today.number - acquired.number), days.value.plainText)
        let what =
            if over {
                Text(
                    zh: "应于\(of)天内即\(due)前编码登记，尚未登记", en: " and not registered within \(of) days, by \(due)")
            } else {
                Text(zh: "请于\(due)前编码登记", en: ": register the machine by \(due)")
            }
        let text = Text(
            zh: "\(acquired)购入（转入），\(what.zh)", en: "bought or moved in on \(acquired)\(what.en)")
        return Finding(
            rule: Self.id, level: over ? .red : .yellow, since: time.since(at: now), figure: age, limit: days,
            text: text)
    }

    private func form(_ length: Limit, _ what: Text, _ number: String, _ problems: [Text]) -> Finding? {
        guard !problems.isEmpty, let since = state.registered?.at ?? state.began else { return nil }
        let text = Text(
            zh: "\(what.zh)“\(number)”格式不对：\(problems.map(\.zh).joined(separator: "；"))",
            en: "the \(what.en) “\(number)” has a wrong form: \(problems.map(\.en).joined(separator: "; "))"
        )
        return Finding(rule: Self.id, cause: length.name, level: .yellow, since: since, limit: length, text: text)
    }

    private func next(_ findings: [Finding], _ began: Timestamp) -> NextStep? {
        guard registration != nil else {
            return due.map { NextStep(.registerMachine, due: $0) }
                ?? NextStep(.completeSettings, due: began.day(utcOffset: utcOffset))
        }
        return findings.first.map { NextStep(.completeSettings, due: $0.since.day(utcOffset: utcOffset)) }
    }
}
