/// The password that a file has in its first line.
enum Password {
    /// Nil if the line is empty.
    static func first(in bytes: [UInt8]) -> String? {
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }

    /// Why there is none.
    struct Missing: Error, CustomStringConvertible {
        var description: String
    }

    static func read(_ file: String) throws(Missing) -> String {
        let bytes: [UInt8]
        do {
            bytes = try NamedFile.bytes(of: file)
        } catch {
            throw Missing(description: "passwordFile \(file) \(error.reason)")
        }
        guard let password = first(in: bytes) else {
            throw Missing(description: "passwordFile \(file) has an empty first line; write the password into it")
        }
        return password
    }
}
