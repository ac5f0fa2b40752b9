import Foundation
public import SiteConfiguration
import StrictYAML

extension SourceFiles {
    /// The files of this machine.
    public static let disk = SourceFiles(
        text: text, exists: { FileManager.default.fileExists(atPath: $0) },
        names: { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] })

    @Sendable private static func text(_ path: String) throws(SourceErrors) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw mistake(path, "the file cannot be read; is the path right, and may this user read it?")
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw mistake(path, "the file is not UTF-8 text; save it as UTF-8")
        }
        return text
    }

    private static func mistake(_ path: String, _ message: String) -> SourceErrors {
        SourceErrors(errors: [SourceError(file: path, line: 1, column: 1, message: message)])
    }
}
