public import StrictYAML

/// The files that a configuration and its profiles are read from.
public struct SourceFiles: Sendable {
    /// Returns the text of a file, or why there is none.
    public var text: @Sendable (_ path: String) throws(SourceErrors) -> String
    public var exists: @Sendable (_ path: String) -> Bool
    /// The names in a folder, in any order; none where there is no such folder.
    public var names: @Sendable (_ folder: String) -> [String]

    public init(
        text: @escaping @Sendable (String) throws(SourceErrors) -> String,
        exists: @escaping @Sendable (String) -> Bool, names: @escaping @Sendable (String) -> [String]
    ) {
        (self.text, self.exists, self.names) = (text, exists, names)
    }
}
