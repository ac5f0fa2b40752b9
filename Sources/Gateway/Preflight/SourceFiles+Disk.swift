import Facilities
import Foundation
public import SiteConfiguration
import StrictYAML

extension SourceFiles {
    /// The files on this machine.
    public static let disk = SourceFiles(
        text: text, exists: { FileManager.default.fileExists(atPath: $0) },
        names: { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] })

    @Sendable private static func text(_ path: String) throws(SourceErrors) -> String {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard !isFolder.boolValue else {
            throw mistake(path, Text(zh: "这是一个文件夹，请写其中的文件", en: "this is a folder; name the file in it"))
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw mistake(path, isThere ? forbidden : missing)
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw mistake(
                path, Text(zh: "文件不是 UTF-8 编码；请另存为 UTF-8", en: "the file is not UTF-8 text; save it as UTF-8"))
        }
        return text
    }

    private static let missing = Text(
        zh: "没有这个文件；路径对吗？", en: "the file cannot be read: it is not there; is the path right?")
    private static let forbidden = Text(
        zh: "当前用户无权读这个文件；请用 sudo，或给予读权限",
        en: "the file cannot be read by this user; use sudo, or give the right to read it")

    private static func mistake(_ path: String, _ text: Text) -> SourceErrors {
        SourceErrors(errors: [SourceError(file: path, line: 1, column: 1, text: text)])
    }
}
