import Facilities

/// The password in the first line of a file.
enum Password {
    /// Returns the first line; nil if it is empty.
    static func first(in bytes: [UInt8]) -> String? {
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }

    /// The reason why there is no password.
    struct Missing: ExplainedError {
        var text: Text
    }

    static func read(_ file: String) throws(Missing) -> String {
        let bytes: [UInt8]
        do {
            bytes = try NamedFile.bytes(of: file)
        } catch {
            throw Missing(
                text: Text(
                    zh: "passwordFile \(file) \(error.reason.zh)", en: "passwordFile \(file) \(error.reason.en)"))
        }
        guard let password = first(in: bytes) else {
            throw Missing(
                text: Text(
                    zh: "passwordFile \(file) 第一行是空的；请写入密码",
                    en: "passwordFile \(file) has an empty first line; write the password into it"))
        }
        return password
    }
}
