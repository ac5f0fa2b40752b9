public import Facilities

/// One mistake in a file that a person wrote, and its place.
public struct SourceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path of the file, as the person wrote it.
    public var file: String
    /// The line, counted from 1.
    public var line: Int
    /// The column, counted from 1 in Unicode scalars.
    public var column: Int
    /// The message: what is wrong, and what would be right. It may quote text from the file: control and format
    /// characters, which a terminal would obey or not show, are escaped, such as `\u{1B}`.
    public var text: Text

    /// Creates an error at a place, and escapes control and format characters in its message.
    public init(file: String, line: Int, column: Int, text: Text) {
        (self.file, self.line, self.column) = (file, line, column)
        self.text = Text(zh: text.zh.escapingControls, en: text.en.escapingControls)
    }

    /// The place without the message.
    public var place: SourcePlace { SourcePlace(file: file, line: line, column: column) }

    /// The message in English, for the log.
    public var message: String { text.en }

    /// The error as `file:line:column: message` in English, a form that editors can open.
    public var description: String { description(in: .en) }

    /// Returns the error as `file:line:column: message`, a form that editors can open.
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

/// All mistakes found in one or more files, sorted by file and place.
public struct SourceErrors: ExplainedError, Sendable {
    public var errors: [SourceError]

    /// Creates the list and sorts it by file, line and column.
    public init(errors: [SourceError]) {
        self.errors = errors.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
    }

    /// The errors, one per line.
    public var text: Text { Text(zh: description(in: .zh), en: description(in: .en)) }

    /// Returns the errors, one per line.
    public func description(in language: Language) -> String {
        errors.map { $0.description(in: language) }.joined(separator: "\n")
    }
}
