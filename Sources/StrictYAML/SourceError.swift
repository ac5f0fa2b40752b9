public import Facilities

/// One mistake in a file that a person wrote, and where it is.
public struct SourceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// As the person named the file.
    public var file: String
    /// Counted from 1.
    public var line: Int
    /// Counted from 1, in Unicode scalars.
    public var column: Int
    /// What is wrong, and what would be right. It may quote what somebody wrote: control and format characters, which a
    /// terminal would obey or not show, are written such as `\u{1B}`.
    public var text: Text

    public init(file: String, line: Int, column: Int, text: Text) {
        (self.file, self.line, self.column) = (file, line, column)
        self.text = Text(zh: text.zh.escapingControls, en: text.en.escapingControls)
    }

    public var place: SourcePlace { SourcePlace(file: file, line: line, column: column) }

    /// In English, as the log has it.
    public var message: String { text.en }

    /// `file:line:column: message` in English, which editors can jump to.
    public var description: String { description(in: .en) }

    /// `file:line:column: message`, which editors can jump to.
    public func description(in language: Language) -> String { "\(file):\(line):\(column): \(text[language])" }
}

extension String {
    fileprivate var escapingControls: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
                    guard [.control, .format].contains(scalar.properties.generalCategory) else { return [scalar] }
                    return Array("\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
                }))
    }
}

/// Everything that is wrong, in the order of the files' text.
public struct SourceErrors: ExplainedError, Sendable {
    public var errors: [SourceError]

    public init(errors: [SourceError]) {
        self.errors = errors.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
    }

    /// One error a line.
    public var text: Text { Text(zh: description(in: .zh), en: description(in: .en)) }

    /// One error a line.
    public func description(in language: Language) -> String {
        errors.map { $0.description(in: language) }.joined(separator: "\n")
    }
}
