public import Facilities

/// A place in a file that a person wrote.
public struct SourcePlace: Hashable, Sendable {
    /// As the person named the file.
    public var file: String
    /// Counted from 1.
    public var line: Int
    /// Counted from 1, in Unicode scalars.
    public var column: Int

    public init(file: String, line: Int, column: Int) {
        (self.file, self.line, self.column) = (file, line, column)
    }

    public func mistake(_ text: Text) -> SourceError {
        SourceError(file: file, line: line, column: column, text: text)
    }
}
