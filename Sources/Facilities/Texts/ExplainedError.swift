/// An error that names, in both languages, what is wrong and what would be right.
public protocol ExplainedError: Error, CustomStringConvertible {
    /// The sentence for a person.
    var text: Text { get }
}

extension ExplainedError {
    /// The English sentence, for the log.
    public var description: String { text.en }
}

extension Text {
    /// Creates the sentence of an error; in its own words where it has none for a person.
    public init(explaining error: any Error) {
        self = (error as? any ExplainedError)?.text ?? Text(zh: "\(error)", en: "\(error)")
    }
}
