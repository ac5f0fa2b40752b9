public import DeviceProfiles
import Foundation
public import StrictYAML

/// The folders in which device profiles are looked for, the first that has one wins.
public struct ProfileCatalog: Sendable {
    public static let installed = "/usr/share/mashang/device-profiles"

    public var folders: [String]

    public init(folders: [String] = []) {
        self.folders = folders + [Self.installed]
    }

    /// Nil when no folder has a profile of this name.
    public func path(of name: String) -> String? {
        guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else { return nil }
        return folders.map { "\($0)/\(name).yaml" }.first { FileManager.default.fileExists(atPath: $0) }
    }

    public var names: [String] {
        let files = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
        return Set(files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }).sorted()
    }

    public static func profile(at path: String) throws(SourceErrors) -> DeviceProfile {
        try DeviceProfile(yaml: SourceFile.text(at: path), file: path)
    }
}

/// A file that a person wrote.
public enum SourceFile {
    /// With a slash at its end; empty for the working directory.
    static func folder(of path: String) -> String {
        String(path.prefix(upTo: path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex))
    }

    public static func text(at path: String) throws(SourceErrors) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SourceErrors(errors: [
                SourceError(
                    file: path, line: 1, column: 1,
                    message: "the file cannot be read; is the path right, and may this user read it?")
            ])
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw SourceErrors(errors: [
                SourceError(file: path, line: 1, column: 1, message: "the file is not UTF-8 text; save it as UTF-8")
            ])
        }
        return text
    }
}
