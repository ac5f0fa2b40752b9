import GRDB
import Synchronization

/// The sync level of the writer's connection. It is set only where it changes, because SQLite compiles the pragma each time.
final class SyncLevel: Sendable {
    enum Level: String {
        /// A commit survives a power cut once it returns.
        case full = "FULL"
        /// A commit survives the end of the process.
        case normal = "NORMAL"
    }

    private let current = Mutex<Level?>(nil)

    /// Sets the level for the following commits. It must not be called in a transaction, in which the pragma has no effect.
    func set(_ level: Level, _ db: Database) throws {
        guard current.withLock({ $0 }) != level else { return }
        try db.execute(sql: "PRAGMA synchronous = \(level.rawValue)")
        current.withLock { $0 = level }
    }
}
