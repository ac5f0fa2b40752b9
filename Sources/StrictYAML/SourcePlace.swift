public import Facilities

/// A place in a file that a person wrote.
public struct SourcePlace: Hashable, Sendable {
    /// The path of the file, as the person wrote it.
    public var file: String
    /// The line, counted from 1.
    public var line: Int
    /// The column, counted from 1 in Unicode scalars.
    public var column: Int

    public init(file: String, line: Int, column: Int) {
        (self.file, self.line, self.column) = (file, line, column)
    }

    /// Returns an error at this place.
    public func mistake(_ text: Text) -> SourceError {
        SourceError(file: file, line: line, column: column, text: text)
    }
}
