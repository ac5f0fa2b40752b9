public import Facilities
import Foundation
import GRDB

/// Everything that the gateway keeps, in one SQLite file in WAL mode: samples, entries, what the rules remember, and
/// how far each uplink has got.
public final class Journal: Sendable {
    /// The name under which a damaged file was quarantined when this journal was opened.
    public let quarantinedFile: String?
    /// The sequences that were skipped when it was opened, because it is a copy of another one.
    public let skippedSequences: ClosedRange<Int64>?
    /// What must be entered in the ledger because of how the journal was found. It stays in the file until an entry of the same
    /// reason covers it.
    public let losses: [Loss]
    /// The end of the chain of entries before an upgrade made it again; nil once an entry names it, and where there was none.
    public let rechaining: Rechaining?
    /// Why an epoch of sequences must begin before anything else is entered; nil where the newest one continues. It stays so until an
    /// entry begins one.
    public let epochDue: EpochChange.Reason?
    /// The tables that could not be read and were made again when it was opened.
    public let rebuilt: [String]
    /// What else was noticed when it was opened, a sentence each, for the log.
    public let notices: [String]

    let series = SeriesTable()
    let pool: DatabasePool
    let files: OpenFiles
    let state = JournalState()
    let blocks = BlockCache()
    /// Pages that its content may fill.
    let maximumPages: Int64
    /// Pages of its whole budget.
    let budgetPages: Int64
    /// Bytes of a page.
    let pageBytes: Int
    /// The lock of its owner; nil for one that is only read.
    private let lock: JournalLock?

    var path: String { pool.path }
    var isWritable: Bool { lock != nil }
    var notes: Notes { Notes(path: path) }

    /// Opens the file, or makes it, as its only writer until `close`. One that is damaged is quarantined under a dated name, and
    /// a new one begins.
    ///
    /// - Parameters:
    ///   - maximumBytes: what its content may grow to; past it `commit` throws `full`. The oldest samples of a file that has
    ///     more are deleted.
    ///   - boot: which start of the machine it is: after another one, what was not synced may be lost.
    ///   - now: names a damaged file.
    /// - Throws: `owned` if another gateway has it open.
    public static func open(
        path: String, maximumBytes: Int64 = 2 << 30, boot: Boot? = .current, now: Timestamp
    ) throws(JournalError) -> Journal {
        let path = try RealPath.of(path)
        let lock = try JournalLock(of: path)
        do {
            return try Journal(path: path, lock, maximumBytes: maximumBytes, boot, quarantinedFile: nil, now: now)
        } catch .corrupt {
            // The second time all of it is looked through, and repaired where the damage is in what can be made again.
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

    /// Opens a file that is there to read it, beside a gateway that may be writing to it.
    public static func reading(path: String) throws(JournalError) -> Journal {
        try Journal(reading: path)
    }

    private init(reading path: String) throws(JournalError) {
        (quarantinedFile, skippedSequences, lock, maximumPages, budgetPages, pageBytes) = (nil, nil, nil, .max, .max, 0)
        (losses, rechaining, epochDue, rebuilt, notices, files) = ([], nil, nil, [], [], OpenFiles(of: path))
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
            // The journal holds people's names: only its owner reads it. SQLite gives -wal and -shm the same rights.
            if !FileManager.default.fileExists(atPath: path) {
                _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            }
            try Schema.refuseNewer(path: path)
            let repaired = try Self.lookThrough(path: path)
            // A run that ended without closing the file may have ended because of its disk.
            do { try Syncs.writeLogAgain(path) } catch { state.note(doubtsSyncs: true) }
            pool = try DatabasePool(path: path, configuration: Schema.configuration)
            try Schema.migrator.migrate(pool)
            // On the disk before the notes are removed.
            let opening = try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                var opening: Opening?
                try db.inTransaction(.immediate) {
                    opening = try Opening(db, Notes(path: path), boot, repaired: repaired, now: now)
                    return .commit
                }
                guard let opening else { throw JournalError.refused("its opening was not settled") }
                return opening
            }
            for note in opening.settled { Notes(path: path).remove(note) }
            let pages = try pool.read { try Space.pages(of: maximumBytes, $0) }
            let space = try Self.free(upTo: pages, pool)
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
            // The run before may have ended between an erasure and this, and a migration removes names.
            state.note(owesTruncation: true)
            truncateLogAtOpening()
        } catch {
            throw JournalError(error, file: path)
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

    /// Ends all work on the file and lets another gateway open it. Every later call fails. Does nothing the second time.
    public func close() {
        try? pool.writeWithoutTransaction { [path, state] db in
            if state.doubtsSyncs { try Syncs.writeLogAgain(path) }
            try db.execute(sql: "PRAGMA synchronous = FULL")
            if lock != nil { try Reserve.giveBack(db) }
        }
        // The readers first: the last connection moves what is in the -wal into the file, and only the writer can.
        pool.releaseMemory()
        try? pool.close()
        lock?.release()
    }

    /// Notes what the ending gateway had in memory and could not write, for the next one.
    ///
    /// - Returns: whether the note could be written.
    @discardableResult public func noteUnkept(_ loss: Loss) -> Bool { notes.write(.unkept, loss) }

    func read<T>(_ body: (Database) throws -> T) throws(JournalError) -> T {
        do {
            return try pool.read { db in
                // A gateway beside may have written a series since.
                if !isWritable { try series.renew(db) }
                return try body(db)
            }
        } catch {
            throw JournalError(error)
        }
    }
}
