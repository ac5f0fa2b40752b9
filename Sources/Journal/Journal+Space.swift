public import Facilities
import Foundation
import GRDB

extension Journal {
    /// Frees space: deletes the oldest fold with the rest of its sealed range, which is whole or gone. Of samples that are not
    /// folded it deletes a tenth at most, and not more than a -wal of 16 MiB can take, but at least a sealed range. The
    /// one-minute means may reach back ten times as far as the samples that are left, or they would take all of the space in
    /// the end. Entries and longer means stay.
    ///
    /// - Returns: what was deleted, to be entered in the ledger; it stands in the file until that is done. Nil if there was
    ///   nothing to delete.
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

    /// Makes a file that has more than its budget as small as that, or as small as it gets.
    ///
    /// - Returns: what there is to say of it.
    static func free(upTo pages: Space.Pages, _ pool: DatabasePool) throws -> [String] {
        let isTooLarge = try pool.read { try Space.pageCount($0) > pages.file }
        guard try isTooLarge || pool.read(Space.used) > pages.content else { return [] }
        // In all of these steps, and not in a -wal as large as the file. A sync that fails in it is not seen: see `Syncs`.
        try setCheckpoints(every: Syncs.logBytes / Int(pages.bytes), pool)
        defer { try? setCheckpoints(every: 0, pool) }
        try fold(upTo: pages, pool)
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

    /// Folds what is sealed until the content fits: an earlier version may have filled the whole budget with rows, and what is folded
    /// need not be deleted.
    private static func fold(upTo pages: Space.Pages, _ pool: DatabasePool) throws {
        var known: FoldedSeal?
        while try pool.read(Space.used) > pages.content {
            do {
                guard let next = try pool.read({ try NextFold($0, behind: known) }),
                    try pool.writeWithoutTransaction({ try next.write(upTo: .max, $0) })
                else { return }
                known = next.seal
            } catch is JournalError {
                // What cannot be folded is deleted when its turn comes.
                return
            }
        }
    }

    private static func setCheckpoints(every frames: Int, _ pool: DatabasePool) throws {
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_autocheckpoint = \(frames)") }
    }
}
