/// A memory of rules that could not be read at a start, and the way in which it was rebuilt.
public struct Rebuilding: Codable, Hashable, Sendable {
    /// The names of the rules.
    public var rules: [String]
    /// The day of the account that they were rebuilt from, with the journal after it; nil if there was none, so that
    /// they count from zero and report it.
    public var from: Day?
    /// The reason why the memory could not be read.
    public var reason: String

    public init(rules: [String], from: Day?, reason: String) {
        self.rules = rules
        self.from = from
        self.reason = reason
    }

    /// The rebuilding in a sentence, for the ledger.
    public var text: Text {
        let names = rules.joined(separator: ", ")
        guard let from else {
            return Text(
                zh: "规则记忆无法读取，且没有日结可恢复，重新计数：\(names)",
                en:
                    "what these rules remembered cannot be read and there is no account of a day: they count from zero: \(names)"
            )
        }
        return Text(
            zh: "规则记忆无法读取，已由\(from)日结和其后记录重建：\(names)",
            en:
                "what these rules remembered cannot be read; rebuilt from the account of \(from) and what followed: \(names)"
        )
    }
}
