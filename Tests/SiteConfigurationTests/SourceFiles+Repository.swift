import Facilities
import Foundation
import SiteConfiguration
import StrictYAML
import TestSupport

/// The folder of the profiles that are installed.
let profiles = Program.repository + "/device-profiles"

extension SourceFiles {
    /// The files of the repository, and some that only the test knows, by their paths.
    static func repository(and more: [String: String] = [:]) -> SourceFiles {
        SourceFiles(
            text: { path throws(SourceErrors) in
                if let text = more[path] ?? (try? String(contentsOfFile: path, encoding: .utf8)) { return text }
                throw SourceErrors(errors: [
                    SourceError(file: path, line: 1, column: 1, text: Text(zh: "没有这个文件", en: "no such file"))
                ])
            },
            exists: { more[$0] != nil || FileManager.default.fileExists(atPath: $0) },
            names: { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] })
    }
}
