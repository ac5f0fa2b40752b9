import Facilities

/// What is behind a `JournalError`: for the log as SQLite or the system puts it, and for a person where they can do more about it
/// than the kind of error says.
public struct JournalReason: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The file, where the file may be the cause.
    var file: String?
    /// The sentence for a person; nil where only a library has words for it.
    var text: Text?
    /// The English text for the log.
    var words: String

    init(_ words: String, file: String? = nil) {
        (self.words, self.file) = (words, file)
    }

    init(_ text: Text) {
        (self.text, words) = (text, text.en)
    }

    public init(stringLiteral words: String) { self.init(words) }

    /// `/var/lib/mashang/journal.sqlite: disk I/O error`
    var logged: String { file.map { "\($0): \(words)" } ?? words }
}
