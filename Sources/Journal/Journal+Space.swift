public import Facilities
import Foundation
import GRDB

extension Journal {
    /// Frees space by deleting the oldest fold with the rest of its sealed range, which is never split. Of samples that are not folded it
    /// deletes at most a tenth, and at most what a -wal of 16 MiB can take, but at least a sealed range. One-minute means that are more than
    /// ten times as old as the samples are deleted first, since they would take all the space in the end. Entries and longer means stay.
    ///
    /// - Returns: the loss, which must be entered in the ledger and is stored until then; nil where nothing could be deleted.
    /// - Throws: the reason why the file cannot be written.
    public func dropOldest() async throws(JournalError) -> Loss? {
        do {
            let loss = try await pool.writeWithoutTransaction { try Space.dropOldest($0) }
            if let loss { state.forgetUnreadable(upTo: loss.to) }
            state.note(rowsAdded: nil)
            await moveLog()
            return loss
        } catch {
            throw noted(JournalError(error))
        }
    }

    /// Shrinks a file that is larger than its budget, as far as that is possible.
    ///
    /// - Returns: sentences for the log.
    static func free(upTo pages: Space.Pages, _ pool: DatabasePool, _ syncLevel: SyncLevel) throws -> [String] {
        let isTooLarge = try pool.read { try Space.pageCount($0) > pages.file }
        guard try isTooLarge || pool.read(Space.used) > pages.content else { return [] }
        // Automatic checkpoints prevent a -wal as large as the file. They do not report a failed sync: see `Syncs`.
        try setCheckpoints(every: Syncs.logBytes / Int(pages.bytes), pool)
        defer { try? setCheckpoints(every: 0, pool) }
        try fold(upTo: pages, pool, syncLevel)
        var notices: [String] = []
        while try pool.read(Space.used) > pages.content {
            guard try pool.writeWithoutTransaction({ try Space.dropOldest($0) }) != nil else {
                notices.append(
                    "entries and means alone take more than the journal's budget: raise it, or nothing can be kept")
                break
            }
        }
        guard isTooLarge else { return notices }
        do {
            try pool.vacuum()
        } catch {
            notices.append("the journal's file stays larger than its budget: \(JournalError(error))")
        }
        return notices
    }

    /// Folds sealed samples until the content fits. An earlier version may have filled the whole budget with rows, and samples that are
    /// folded need not be deleted.
    private static func fold(upTo pages: Space.Pages, _ pool: DatabasePool, _ syncLevel: SyncLevel) throws {
        var known: FoldedSeal?
        while try pool.read(Space.used) > pages.content {
            do {
                guard let next = try pool.read({ try NextFold($0, behind: known) }),
                    try pool.writeWithoutTransaction({ try next.write(upTo: .max, syncLevel, $0) })
                else { return }
                known = next.seal
            } catch is JournalError {
                // Samples that cannot be folded are deleted when they are the oldest.
                return
            }
        }
    }

    private static func setCheckpoints(every frames: Int, _ pool: DatabasePool) throws {
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_autocheckpoint = \(frames)") }
    }
}
