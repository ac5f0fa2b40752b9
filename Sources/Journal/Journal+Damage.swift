public import Facilities
import Foundation
import GRDB

/// What SQLite calls damaged while the journal is in use may show only in the table that is written to, which opening does
/// not look at. So it is noted beside the file, and the next opening looks through all of it.
extension Journal {
    /// Notes that the file was found damaged in use.
    public func noteDamage() {
        notes.write(.damaged, FileNote(sequence: state.given))
    }

    /// Notes what cannot be read: the ledger is to say it, and the next opening looks through the whole file.
    func note(_ unreadable: StoredRows.Unreadable) {
        guard isWritable, !unreadable.found.isEmpty else { return }
        state.note(unreadable: unreadable.found.map(\.loss))
        if state.isFirstUnreadable() { noteDamage() }
    }

    /// Looks through the whole file, if it was found damaged: seconds a gigabyte. A fault of the memory or of a cable may have
    /// passed, and then the file is still the right one.
    ///
    /// - Returns: the derived tables that were replaced by empty ones, because nothing else was damaged.
    /// - Throws: `corrupt` if anything else is.
    static func lookThrough(path: String) throws -> [String] {
        let notes = Notes(path: path)
        guard notes.isThere(.damaged) else { return [] }
        let queue = try DatabaseQueue(path: path)
        let repaired = try queue.writeWithoutTransaction { try DerivedTables.repair($0) }
        try queue.close()
        notes.remove(.damaged)
        return repaired
    }

    /// Renames a damaged file, after it was noted behind which sequence the next one begins.
    ///
    /// - Returns: the new name.
    static func quarantine(_ path: String, _ now: Timestamp) -> String {
        let notes = Notes(path: path)
        let (noted, removed): (FileNote?, FileNote?) = (notes.read(.damaged), notes.read(.removed))
        let known = [noted?.sequence, removed?.sequence, lastSequence(ofDamaged: path)]
        // A file that was put in the place of a removed one may be no journal.
        notes.write(.removed, FileNote(sequence: known.compactMap(\.self).max(), reason: removed?.reason ?? .damaged))
        let name = "\(path).corrupt-\(now.description.replacing(":", with: ""))"
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.moveItem(atPath: path + suffix, toPath: name + suffix)
        }
        notes.remove(.damaged)
        return name
    }

    /// The newest sequence, as far as it can be read.
    private static func lastSequence(ofDamaged path: String) -> Int64? {
        try? DatabaseQueue(path: path, configuration: Schema.readingConfiguration).read(Sequences.last)
    }
}

extension Journal {
    /// Samples of which somebody found that they cannot be read, as far as they are still there.
    public var unreadable: Int64 { state.unreadable.count }

    /// Takes the losses `unreadable` that are to be entered in the ledger now, each once.
    public func takeUnreadable(at now: ContinuousClock.Instant = .now) -> [Loss] { state.takeUnreadable(at: now) }
}
