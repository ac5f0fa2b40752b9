import Foundation
import GRDB

extension Journal {
    /// Folds the oldest sealed samples that are still in rows. The caller may repeat it as long as something is folded.
    ///
    /// - Returns: whether something was folded, so that there may be more.
    /// - Throws: the reason why the file cannot be read or written.
    public func fold() async throws(JournalError) -> Bool {
        guard let next = try await nextFold() else { return false }
        return try await write(next)
    }

    /// Reads and encodes the samples that are folded next. Commits may run at the same time.
    ///
    /// - Returns: the fold; nil where there is none, and while the -wal is too long for it.
    /// - Throws: the reason why the file cannot be read.
    public func nextFold() async throws(JournalError) -> NextFold? {
        guard isWritable, state.removal == nil, !state.doubtsSyncs, await hasShortLog() else { return nil }
        let known = state.foldedSeal
        do {
            return try await pool.read { try NextFold($0, behind: known) }
        } catch {
            throw noted(JournalError(error))
        }
    }

    /// Writes a fold that was read and encoded.
    ///
    /// - Returns: whether it was written; false where samples of it were deleted since.
    /// - Throws: the reason why the file cannot be written.
    public func write(_ next: NextFold) async throws(JournalError) -> Bool {
        guard state.removal == nil, !state.doubtsSyncs else { return false }
        let (isWritten, logged): (Bool, Int)
        do {
            (isWritten, logged) = try await pool.writeWithoutTransaction { [maximumPages, syncLevel, pageBytes] db in
                (try next.write(upTo: maximumPages, syncLevel, db), Syncs.logged(db, pageBytes: pageBytes))
            }
        } catch {
            throw noted(JournalError(error))
        }
        guard isWritten else { return false }
        state.note(foldedSeal: next.seal)
        state.note(rowsAdded: -Int(next.fold.count))
        if state.isLogLong(after: logged) { await moveLog() }
        return true
    }

    /// The size of a -wal in bytes from which nothing is folded until the -wal begins again. A program that reads an older state of the file,
    /// such as a backup, prevents that.
    private static let longLog = 8 << 20

    private func hasShortLog() async -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
        guard let size = attributes?[.size] as? Int, size > Self.longLog else { return true }
        do {
            return try await pool.writeWithoutTransaction(Syncs.moveLogPassively)
        } catch {
            _ = noted(JournalError(error))
            return false
        }
    }
}
