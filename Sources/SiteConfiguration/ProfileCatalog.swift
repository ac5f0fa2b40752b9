public import DeviceProfiles
public import StrictYAML

/// The folders in which device profiles are looked for, the first that has one wins.
public struct ProfileCatalog: Sendable {
    public static let installed = "/usr/share/mashang/device-profiles"

    public let folders: [String]
    private let files: SourceFiles

    /// - Parameter folders: those that are looked at before the installed one.
    public init(folders: [String] = [], files: SourceFiles) {
        self.folders = folders + [Self.installed]
        self.files = files
    }

    /// Nil when no folder has a profile of this name.
    public func path(of name: String) -> String? {
        guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else { return nil }
        return folders.map { "\($0)/\(name).yaml" }.first(where: files.exists)
    }

    public var names: [String] {
        let files = folders.flatMap(files.names)
        return Set(files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }).sorted()
    }

    public func profile(at path: String) throws(SourceErrors) -> DeviceProfile {
        try DeviceProfile(yaml: files.text(path), file: path)
    }
}
