public import StrictYAML

/// What could be read of a configuration, and everything that is wrong with it.
public struct ConfigurationDraft: Sendable {
    /// With what is usual or likeliest in the place of values that are wrong, for looking at the rest; nil if nothing could
    /// be read. It is for use only if there is no error.
    public private(set) var configuration: Configuration?
    public private(set) var errors: [SourceError]

    /// - Parameters:
    ///   - file: as errors should name it.
    ///   - folders: where profiles are looked for before the installed ones and after those that the file names.
    public init(_ text: String, file: String, folders: [String] = [], files: SourceFiles) {
        let document = YAMLDocument(text, file: file)
        let reader = ConfigurationReader(folders: folders, file: file, files: files)
        configuration = document.root.flatMap(reader.configuration)
        configuration?.warnings += document.warnings
        errors = SourceErrors(errors: document.errors + reader.profileErrors + reader.otherErrors).errors
    }

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

    /// - Throws: everything that is wrong.
    public func checked() throws(SourceErrors) -> Configuration {
        guard errors.isEmpty, let configuration else { throw SourceErrors(errors: errors) }
        return configuration
    }
}
