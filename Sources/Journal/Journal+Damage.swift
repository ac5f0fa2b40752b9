import Foundation
import GRDB

/// What SQLite calls damaged while the journal is in use may show only in the table that is written to, which opening does
/// not look at. So it is noted beside the file, and the next opening looks through all of it.
extension Journal {
    /// Notes that the file was found damaged in use.
    public func noteDamage() {
        _ = FileManager.default.createFile(atPath: Self.note(beside: path), contents: nil)
    }

    /// Looks through the whole file, if it was found damaged in use: seconds a gigabyte. A fault of the memory or of a cable
    /// may have passed, and then the file is still the right one.
    ///
    /// - Throws: `corrupt` if it is damaged.
    static func lookThrough(path: String) throws {
        guard FileManager.default.fileExists(atPath: note(beside: path)) else { return }
        let queue = try DatabaseQueue(path: path)
        let finding = try queue.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        try queue.close()
        guard finding == "ok" else { throw JournalError.corrupt(finding ?? "nothing can be read of it") }
        forgetDamage(path: path)
    }

    static func forgetDamage(path: String) {
        try? FileManager.default.removeItem(atPath: note(beside: path))
    }

    private static func note(beside path: String) -> String { path + ".damaged" }
}
