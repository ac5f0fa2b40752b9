public import DeviceProfiles
public import StrictYAML

/// The folders that contain device profiles. The first folder that has a profile of a name takes precedence.
public struct ProfileCatalog: Sendable {
    /// The folder of the installed profiles.
    public static let installed = "/usr/share/mashang/device-profiles"

    /// The folders in the order of the search, the installed one last.
    public let folders: [String]
    private let files: SourceFiles

    /// Creates a catalog.
    ///
    /// - Parameter folders: the folders to search before the installed one.
    public init(folders: [String] = [], files: SourceFiles) {
        self.folders = folders + [Self.installed]
        self.files = files
    }

    /// Returns the path of a profile; nil if no folder has one of this name.
    public func path(of name: String) -> String? {
        guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else { return nil }
        return folders.map { "\($0)/\(name).yaml" }.first(where: files.exists)
    }

    /// The names of all profiles, in alphabetical order.
    public var names: [String] {
        let files = folders.flatMap(files.names)
        return Set(files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }).sorted()
    }

    /// Reads a profile.
    ///
    /// - Throws: `SourceErrors` if the file cannot be read, or with all mistakes in it.
    public func profile(at path: String) throws(SourceErrors) -> DeviceProfile {
        try DeviceProfile(yaml: files.text(path), file: path)
    }
}
