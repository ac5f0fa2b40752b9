public import Facilities
import Foundation
import GRDB

/// The handling of a damaged file. Damage that SQLite reports while the journal is in use may not show during the opening. So it is noted
/// beside the file, and the next opening checks all of it.
extension Journal {
    /// Writes a note that the file was found damaged while it was in use.
    public func noteDamage() {
        notes.write(.damaged, FileNote(sequence: state.given))
    }

    /// Notes unreadable samples, so that they are entered in the ledger, and the next opening checks the whole file.
    func note(_ unreadable: StoredRows.Unreadable) {
        guard isWritable, !unreadable.found.isEmpty else { return }
        state.note(unreadable: unreadable.found.map(\.loss))
        if state.isFirstUnreadable() { noteDamage() }
    }

    /// Checks the whole file if it was found damaged, which takes some seconds for a gigabyte. If the cause was a passing fault of the
    /// memory or of a cable, the file is still good.
    ///
    /// - Returns: the derived tables that were made again, because nothing else was damaged.
    /// - Throws: `corrupt` if another table is damaged.
    static func lookThrough(path: String) throws -> [String] {
        let notes = Notes(path: path)
        guard notes.isThere(.damaged) else { return [] }
        let queue = try DatabaseQueue(path: path)
        let repaired = try queue.writeWithoutTransaction { try DerivedTables.repair($0) }
        try queue.close()
        notes.remove(.damaged)
        return repaired
    }

    /// Renames a damaged file, after noting the sequence behind which the next file must begin.
    ///
    /// - Returns: the new path.
    static func quarantine(_ path: String, _ now: Timestamp) -> String {
        let notes = Notes(path: path)
        let (noted, removed): (FileNote?, FileNote?) = (notes.read(.damaged), notes.read(.removed))
        let known = [noted?.sequence, removed?.sequence, lastSequence(ofDamaged: path)]
        // A file that replaced a removed journal may be no journal.
        notes.write(.removed, FileNote(sequence: known.compactMap(\.self).max(), reason: removed?.reason ?? .damaged))
        let name = "\(path).corrupt-\(now.description.replacing(":", with: ""))"
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.moveItem(atPath: path + suffix, toPath: name + suffix)
        }
        notes.remove(.damaged)
        return name
    }

    /// Returns the newest sequence of a damaged file; nil where it cannot be read.
    private static func lastSequence(ofDamaged path: String) -> Int64? {
        try? DatabaseQueue(path: path, configuration: Schema.readingConfiguration).read(Sequences.last)
    }
}

extension Journal {
    /// The number of samples that were found unreadable and still exist.
    public var unreadable: Int64 { state.unreadable.count }

    /// Removes and returns the losses of unreadable samples that are to be entered in the ledger now. Each is returned once.
    public func takeUnreadable(at now: ContinuousClock.Instant = .now) -> [Loss] { state.takeUnreadable(at: now) }
}
