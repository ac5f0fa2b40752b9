/// The terms as a page of the documentation.
public struct TermTable {
    /// Creates the table, which needs nothing but the terms of this version.
    public init() {}

    /// The table in Markdown: the content of `docs/terms.md`.
    public var markdown: String {
        ([Self.introduction] + Term.all.map(row)).joined(separator: "\n") + "\n"
    }

    private static let introduction = """
        # 术语 · Terms

        本表由程序生成（`mashang rules --terms`）：网页、指南和台账只用左边的词。
        This table is written by the program. The page, the guides and the ledger use the words on the left, and a test looks for the
        others. A word with an exception is right in that sense.

        | 中文 | English | 避免 avoid |
        |---|---|---|
        """

    private func row(of term: Term) -> String {
        let avoided = term.avoid.map(\.markdown).joined(separator: "; ")
        return "| \([term.zh, term.en, avoided.isEmpty ? "–" : avoided].joined(separator: " | ")) |"
    }
}

extension Term.Avoided {
    fileprivate var markdown: String {
        let notes = [reason?.both, exception.map { "例外 except: \($0.both)" }].compactMap(\.self)
        return notes.isEmpty ? word : "\(word) (\(notes.joined(separator: "; ")))"
    }
}
