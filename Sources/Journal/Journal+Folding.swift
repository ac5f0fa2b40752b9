import Foundation
import GRDB

extension Journal {
    /// Folds the oldest samples that are sealed and are still rows: one step, of which the caller may do as many as there are.
    ///
    /// - Returns: whether something was folded, so that there may be more.
    public func fold() async throws(JournalError) -> Bool {
        guard let next = try await nextFold() else { return false }
        return try await write(next)
    }

    /// Reads and encodes what is folded next, beside the writer.
    ///
    /// - Returns: nil where there is nothing, and while the -wal could not take it.
    public func nextFold() async throws(JournalError) -> NextFold? {
        guard isWritable, state.removal == nil, !state.doubtsSyncs, await hasShortLog() else { return nil }
        let known = state.foldedSeal
        do {
            return try await pool.read { try NextFold($0, behind: known) }
        } catch {
            throw noted(JournalError(error))
        }
    }

    /// Writes what was read and encoded.
    ///
    /// - Returns: whether it was written; false where samples of it were deleted meanwhile.
    public func write(_ next: NextFold) async throws(JournalError) -> Bool {
        guard state.removal == nil, !state.doubtsSyncs else { return false }
        let (isWritten, logged): (Bool, Int)
        do {
            (isWritten, logged) = try await pool.writeWithoutTransaction { [maximumPages, pageBytes] db in
                (try next.write(upTo: maximumPages, db), Syncs.logged(db, pageBytes: pageBytes))
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

    /// Bytes of a -wal behind which no more is folded until it begins again: a program that reads an older state of the file, as
    /// a backup does, keeps it from that.
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
