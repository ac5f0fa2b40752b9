/// A rule that does not judge a facility, and the reason.
public struct NotJudged: Codable, Hashable, Sendable {
    /// The reason, which decides who can change it.
    public enum Reason: String, Codable, Hashable, Sendable, CaseIterable {
        /// No instrument measures what the rule needs.
        case noInstrument
        /// There is one, and it gives nothing to judge by.
        case noData
        /// Something that people enter or configure is missing.
        case noSetting
        /// The configuration states that it is not monitored.
        case declared
        /// The conditions that its source requires for a measurement are not met now, such as calm and dry weather.
        /// Nobody has to act.
        case conditions
    }

    /// The name of the rule.
    public var rule: String
    /// The reason, for decisions.
    public var reason: Reason
    /// The reason in a sentence.
    public var text: Text
    /// The missing things, each in a word or two: `压差`, `清洗记录`.
    public var what: [Text]
    /// Whether the facility cannot be green or yellow without it.
    public var blocks: Bool

    public init(rule: String, reason: Reason, text: Text, what: [Text] = [], blocks: Bool = false) {
        self.rule = rule
        self.reason = reason
        self.text = text
        self.what = what
        self.blocks = blocks
    }
}
