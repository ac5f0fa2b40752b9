import Facilities

/// The memory of a facility between runs of the gateway, beside that of the rules and the channels.
struct Memory: Codable, Hashable, Sendable {
    var findings = FindingsInForce()
    var reminders = Reminders()
    var instruments = Instruments()
    var accounting = Accounting()
    var light = Light.grey
    var since: Timestamp?
    var asOf: Timestamp?
    var last: Status.LastRecord?
    /// The last next steps, by rule.
    var steps: [String: NextStep] = [:]
    var assessment: Assessment?
    /// The suspicions of the last thirty days; nil while there were none.
    var suspicions: StandingSuspicions?
    /// The rules that count from zero since their memory was lost; each reports it once.
    var lost: [String] = []

    init() {}

    /// The memory of form 0.
    private struct Form0Memory: Decodable {
        var findings: FindingsInForce
        var reminders: Reminders
        var instruments: Instruments
        var light: Light
        var since: Timestamp?
        var asOf: Timestamp?
        var last: Status.LastRecord?
    }

    init(_ old: OldState) throws {
        let form0 = try old.form0(Form0Memory.self)
        findings = form0.findings.renamed { Form0.finding($0, old) }
        (reminders, instruments) = (form0.reminders, form0.instruments)
        (light, since, asOf, last) = (form0.light, form0.since, form0.asOf, form0.last)
    }
}

extension Finding {
    /// Returns the finding that a rule counts from zero since a time, which stays until somebody has acknowledged it.
    static func lost(_ rule: String, at time: Timestamp) -> Finding {
        let text = Text(
            zh: "此前的累计数据无法读取，自此重新计数，之前的情况无法判断",
            en: "what was counted before cannot be read; it counts from zero, and what was before cannot be judged"
        )
        let none = Limit.ownDefault("memory", 0, .one, addressee: .installer)
        return Finding(rule: rule, cause: "memory", level: .grey, since: time, limit: none, text: text, latches: true)
    }
}
