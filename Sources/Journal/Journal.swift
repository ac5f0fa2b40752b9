public import Facilities
import Foundation
import GRDB

/// Everything that the gateway keeps, in one SQLite file in WAL mode: samples, entries, what the rules remember, and
/// how far each uplink has got.
public final class Journal: Sendable {
    /// The name under which a damaged file was put aside when this journal was opened.
    public let setAside: String?
    /// The sequences that were left out when it was opened, because it is a copy of another one.
    public let leftOut: ClosedRange<Int64>?

    let series = SeriesTable()
    let pool: DatabasePool
    /// Pages that its content may fill.
    let maximumPages: Int64
    /// Nil for one that is only read.
    private let lock: JournalLock?

    var path: String { pool.path }

    /// Opens the file, or makes it, as its only writer until `close`. One that is damaged is quarantined under a dated name, and
    /// a new one begins.
    ///
    /// - Parameters:
    ///   - maximumBytes: what its content may grow to; past it `commit` throws `full`.
    ///   - now: names a damaged file.
    /// - Throws: `owned` if another gateway has it open.
    public static func open(
        path: String, maximumBytes: Int64 = 2 << 30, now: Timestamp
    ) throws(JournalError) -> Journal {
        let path = try RealPath.of(path)
        let lock = try JournalLock(of: path)
        do {
            return try Journal(path: path, lock, maximumBytes: maximumBytes, setAside: nil, now: now)
        } catch .corrupt {
            let name = "\(path).corrupt-\(now.description.replacing(":", with: ""))"
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.moveItem(atPath: path + suffix, toPath: name + suffix)
            }
            forgetDamage(path: path)
            let journal = try Journal(path: path, lock, maximumBytes: maximumBytes, setAside: name, now: now)
            try journal.begin(after: now.milliseconds)
            return journal
        }
    }

    /// Opens a file that is there to read it, beside a gateway that may be writing to it.
    public static func reading(path: String) throws(JournalError) -> Journal {
        try Journal(reading: path)
    }

    private init(reading path: String) throws(JournalError) {
        (setAside, leftOut, lock, maximumPages) = (nil, nil, nil, .max)
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw .refused("\(path) is not there, or this user may not read it")
        }
        do {
            try Schema.refuseNewer(path: path)
            pool = try DatabasePool(path: path, configuration: Schema.readingConfiguration)
            guard try pool.read(Schema.migrator.hasCompletedMigrations) else {
                throw JournalError.refused("\(path) is of an older version of mashang; start the gateway first")
            }
            try pool.read { try series.load($0) }
        } catch {
            throw JournalError(error, file: path)
        }
    }

    private init(
        path: String, _ lock: JournalLock, maximumBytes: Int64, setAside: String?, now: Timestamp
    ) throws(JournalError) {
        (self.lock, self.setAside) = (lock, setAside)
        do {
            // The journal holds people's names: only its owner reads it. SQLite gives -wal and -shm the same rights.
            if !FileManager.default.fileExists(atPath: path) {
                _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            }
            try Schema.refuseNewer(path: path)
            try Self.lookThrough(path: path)
            pool = try DatabasePool(path: path, configuration: Schema.configuration)
            try Schema.migrator.migrate(pool)
            leftOut = try pool.write { try Copying.goOn($0, now: now) }
            maximumPages = try pool.read { try Space.pages(of: maximumBytes, $0) }
            try pool.read { try series.load($0) }
        } catch {
            throw JournalError(error, file: path)
        }
    }

    deinit { close() }

    /// Ends all work on the file and lets another gateway open it. Every later call fails. Does nothing the second time.
    public func close() {
        // The readers first: the last connection moves what is in the -wal into the file, and only the writer can.
        pool.releaseMemory()
        try? pool.close()
        lock?.release()
    }

    /// Sequences go on behind any that the damaged file had given out, so that none is used twice: at less than a
    /// thousand a second on average they stay behind the clock's milliseconds.
    private func begin(after sequence: Int64) throws(JournalError) {
        do {
            try pool.write { db in
                try db.execute(sql: "INSERT INTO counter (name, value) VALUES ('sequence', ?)", arguments: [sequence])
            }
        } catch {
            throw JournalError(error)
        }
    }

    func read<T>(_ body: (Database) throws -> T) throws(JournalError) -> T {
        do {
            return try pool.read(body)
        } catch {
            throw JournalError(error)
        }
    }
}
