public import StrictYAML

/// Access to the files that a configuration and its profiles are read from.
public struct SourceFiles: Sendable {
    /// Returns the text of a file; throws the reason if it cannot be read.
    public var text: @Sendable (_ path: String) throws(SourceErrors) -> String
    /// Returns whether a file exists.
    public var exists: @Sendable (_ path: String) -> Bool
    /// Returns the names of the files in a folder, in any order; empty if there is no such folder.
    public var names: @Sendable (_ folder: String) -> [String]

    public init(
        text: @escaping @Sendable (String) throws(SourceErrors) -> String,
        exists: @escaping @Sendable (String) -> Bool, names: @escaping @Sendable (String) -> [String]
    ) {
        (self.text, self.exists, self.names) = (text, exists, names)
    }
}
