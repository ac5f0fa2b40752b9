public import Facilities
import Foundation
import GRDB

/// The storage of the gateway in one SQLite file in WAL mode: samples, entries, means, the states of rules, and the progress of uplinks.
public final class Journal: Sendable {
    /// The path to which a damaged file was renamed when this journal was opened; nil where none was.
    public let quarantinedFile: String?
    /// The sequences that were skipped when the journal was opened, because it is a copy; nil where it is none.
    public let skippedSequences: ClosedRange<Int64>?
    /// The losses that must be entered in the ledger because of the state in which the journal was found. They stay in the file until an
    /// entry of the same reason covers them.
    public let losses: [Loss]
    /// The end of the chain of entries before an upgrade computed it again; nil where there was none, and once an entry reports it.
    public let rechaining: Rechaining?
    /// The reason why a new epoch of sequences must begin before anything else is entered; nil where the newest one continues.
    public let epochDue: EpochChange.Reason?
    /// The tables that could not be read and were made again when the journal was opened.
    public let rebuilt: [String]
    /// Other events of the opening, as sentences for the log.
    public let notices: [String]

    let series = SeriesTable()
    let syncLevel = SyncLevel()
    let pool: DatabasePool
    let files: OpenFiles
    let state = JournalState()
    let blocks = BlockCache()
    /// The number of database pages that the content may fill.
    let maximumPages: Int64
    /// The number of database pages of the whole budget.
    let budgetPages: Int64
    /// The size of a database page in bytes.
    let pageBytes: Int
    /// The lock of the writer; nil for a journal that is only read.
    private let lock: JournalLock?

    var path: String { pool.path }
    var isWritable: Bool { lock != nil }
    var notes: Notes { Notes(path: path) }

    /// Opens or creates the file, as its only writer until `close`. A damaged file is renamed to a name with the time, and a new one begins.
    ///
    /// - Parameters:
    ///   - maximumBytes: the budget in bytes. `commit` throws `full` beyond it, and the oldest samples of a larger file are deleted.
    ///   - boot: the present start of the machine. If it is another one than before, commits that were not synced may be lost.
    ///   - now: the time for the name of a damaged file.
    /// - Throws: `owned` if another gateway has the file open; another error if it cannot be opened.
    public static func open(
        path: String, maximumBytes: Int64 = 2 << 30, boot: Boot? = .current, now: Timestamp
    ) throws(JournalError) -> Journal {
        let path = try RealPath.of(path)
        let lock = try JournalLock(of: path)
        do {
            return try Journal(path: path, lock, maximumBytes: maximumBytes, boot, quarantinedFile: nil, now: now)
        } catch .corrupt {
            // The second attempt checks the whole file, and repairs damage in tables that can be made again.
            let notes = Notes(path: path)
            if !notes.isThere(.damaged) { notes.write(.damaged, FileNote()) }
        }
        do {
            return try Journal(path: path, lock, maximumBytes: maximumBytes, boot, quarantinedFile: nil, now: now)
        } catch .corrupt {
            let name = quarantine(path, now)
            return try Journal(path: path, lock, maximumBytes: maximumBytes, boot, quarantinedFile: name, now: now)
        }
    }

    /// Opens an existing file for reading. A gateway may write to it at the same time.
    ///
    /// - Throws: `refused` if the file does not exist or is of an older version.
    public static func reading(path: String) throws(JournalError) -> Journal {
        try Journal(reading: path)
    }

    private init(reading path: String) throws(JournalError) {
        (quarantinedFile, skippedSequences, lock) = (nil, nil, nil)
        (maximumPages, budgetPages, pageBytes) = (.max, .max, 0)
        (losses, rechaining, epochDue, rebuilt, notices) = ([], nil, nil, [], [])
        files = OpenFiles(of: path)
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw .refused(
                JournalReason(
                    Text(
                        zh: "没有 \(path)，或当前用户不能读；请检查路径，或在命令前加 sudo",
                        en:
                            "\(path) is not there, or this user may not read it; check the path, or put sudo before the command"
                    )))
        }
        do {
            try Schema.refuseNewer(path: path)
            pool = try DatabasePool(path: path, configuration: Schema.readingConfiguration)
            guard try pool.read(Schema.migrator.hasCompletedMigrations) else {
                throw JournalError.refused(
                    JournalReason(
                        Text(
                            zh: "\(path) 由较旧版本的 mashang 写入；请先启动网关",
                            en: "\(path) is of an older version of mashang; start the gateway first")))
            }
            try pool.read { try series.load($0) }
            state.note(timeline: try pool.read(GatewayEntries.timeline))
        } catch {
            throw JournalError(error, file: path)
        }
    }

    private init(
        path: String, _ lock: JournalLock, maximumBytes: Int64, _ boot: Boot?, quarantinedFile: String?, now: Timestamp
    ) throws(JournalError) {
        (self.lock, self.quarantinedFile) = (lock, quarantinedFile)
        do {
            Notes(path: path).renameLogOfRemovedFile()
            try Self.refuseFolder(path)
            // The journal contains names of people, so that only its owner may read it. SQLite gives -wal and -shm the same rights.
            if !FileManager.default.fileExists(atPath: path) {
                _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            }
            try Schema.refuseNewer(path: path)
            let repaired = try Self.lookThrough(path: path)
            // After a crash, a sync of the last run may have failed.
            do { try Syncs.writeLogAgain(path) } catch { state.note(doubtsSyncs: true) }
            pool = try DatabasePool(path: path, configuration: Schema.configuration)
            try Schema.migrator.migrate(pool)
            let opening = try Self.opening(pool, path, boot, repaired: repaired, now: now)
            for note in opening.settled { Notes(path: path).remove(note) }
            let pages = try pool.read { try Space.pages(of: maximumBytes, $0) }
            let space = try Self.free(upTo: pages, pool, syncLevel)
            if !space.isEmpty { state.note(doubtsSyncs: true) }
            (maximumPages, budgetPages, pageBytes) = (pages.content, pages.file, Int(pages.bytes))
            (skippedSequences, rebuilt) = (opening.skipped, opening.rebuilt)
            notices = opening.notices + space
            losses = try pool.read(Losses.pending)
            rechaining = try pool.read(Rechained.pending)
            epochDue = try pool.read(EpochDue.pending)
            files = OpenFiles(of: path)
            state.note(given: try pool.read(Sequences.last))
            try pool.read { try series.load($0) }
            state.note(unreadable: try pool.read { try UnreadableAccount($0) })
            state.note(timeline: try pool.read(GatewayEntries.timeline))
            // The last run may have ended between an erasure and the truncation, and a migration removes names.
            state.note(owesTruncation: true)
            truncateLogAtOpening()
        } catch {
            throw JournalError(error, file: path)
        }
    }

    /// Does the work of the opening in a transaction that is synced, since the notes beside the file are removed afterwards.
    private static func opening(
        _ pool: DatabasePool, _ path: String, _ boot: Boot?, repaired: [String], now: Timestamp
    ) throws -> Opening {
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            var opening: Opening?
            try db.inTransaction(.immediate) {
                opening = try Opening(db, Notes(path: path), boot, repaired: repaired, now: now)
                return .commit
            }
            guard let opening else { throw JournalError.refused("its opening was not settled") }
            return opening
        }
    }

    private func truncateLogAtOpening() {
        guard !state.doubtsSyncs else { return }
        do {
            if try pool.writeWithoutTransaction(Syncs.truncateLog) { state.note(owesTruncation: false) }
        } catch {
            state.note(doubtsSyncs: true)
        }
    }

    static func refuseFolder(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else { return }
        throw JournalError.refused(
            JournalReason(Text(zh: "\(path) 是文件夹；请写文件名", en: "\(path) is a folder; name a file")))
    }

    deinit { close() }

    /// Closes the file, so that another gateway can open it. Every later call fails. Does nothing the second time.
    public func close() {
        try? pool.writeWithoutTransaction { [path, state, syncLevel] db in
            if state.doubtsSyncs { try Syncs.writeLogAgain(path) }
            try syncLevel.set(.full, db)
            if lock != nil { try Reserve.giveBack(db) }
        }
        // The readers must be closed first: the last connection moves the -wal into the file, and only the writer can do so.
        pool.releaseMemory()
        try? pool.close()
        lock?.release()
    }

    /// Writes a note for the next run about data in memory that could not be stored.
    ///
    /// - Returns: whether the note could be written.
    @discardableResult public func noteUnkept(_ loss: Loss) -> Bool { notes.write(.unkept, loss) }

    /// Calls a function in a read transaction.
    ///
    /// - Throws: any error of the function or of SQLite, as a `JournalError`.
    func read<T>(_ body: (Database) throws -> T) throws(JournalError) -> T {
        do {
            return try pool.read { db in
                // A gateway that writes at the same time may have added a series.
                if !isWritable { try series.renew(db) }
                return try body(db)
            }
        } catch {
            throw JournalError(error)
        }
    }
}
