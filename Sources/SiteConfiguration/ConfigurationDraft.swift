public import StrictYAML

/// The readable part of a configuration, and all its mistakes.
public struct ConfigurationDraft: Sendable {
    /// The configuration with defaults or the most likely values in place of wrong ones, for checking the rest; nil if
    /// nothing could be read. It may be used only if there are no errors.
    public private(set) var configuration: Configuration?
    /// The errors, sorted by file and place.
    public private(set) var errors: [SourceError]

    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - file: the path of the file, as errors name it.
    ///   - folders: the folders to search for profiles after those that the file names and before the installed ones.
    public init(_ text: String, file: String, folders: [String] = [], files: SourceFiles) {
        let document = YAMLDocument(text, file: file)
        let reader = ConfigurationReader(folders: folders, file: file, files: files)
        configuration = document.root.flatMap(reader.configuration)
        configuration?.warnings += document.warnings
        errors = SourceErrors(errors: document.errors + reader.profileErrors + reader.otherErrors).errors
    }

    /// Reads a configuration file. If it cannot be read, that is the only error.
    public init(file: String, folders: [String] = [], files: SourceFiles) {
        do {
            self.init(try files.text(file), file: file, folders: folders, files: files)
        } catch {
            self.init(unreadable: error)
        }
    }

    private init(unreadable error: SourceErrors) {
        (configuration, errors) = (nil, error.errors)
    }

    /// Returns the configuration if it has no errors.
    ///
    /// - Throws: `SourceErrors` with all errors.
    public func checked() throws(SourceErrors) -> Configuration {
        guard errors.isEmpty, let configuration else { throw SourceErrors(errors: errors) }
        return configuration
    }
}
