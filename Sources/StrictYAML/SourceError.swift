/// One mistake in a file that a person wrote, and where it is.
public struct SourceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// As the person named the file.
    public var file: String
    /// Counted from 1.
    public var line: Int
    /// Counted from 1, in Unicode scalars.
    public var column: Int
    public var message: String

    public init(file: String, line: Int, column: Int, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    /// `file:line:column: message`, which editors can jump to.
    public var description: String { "\(file):\(line):\(column): \(message)" }
}

/// Everything that is wrong, in the order of the files' text.
public struct SourceErrors: Error, Sendable, CustomStringConvertible {
    public var errors: [SourceError]

    public init(errors: [SourceError]) {
        self.errors = errors.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
    }

    /// One error a line.
    public var description: String {
        errors.map(\.description).joined(separator: "\n")
    }
}
