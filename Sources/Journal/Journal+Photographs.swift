public import Facilities
import Foundation
import GRDB

extension Journal {
    /// The folder of its photographs.
    public var photographFolder: PhotographFolder { PhotographFolder(of: path) }

    /// What its entries say of photographs.
    ///
    /// - Parameter first: the sequence of the first entry that is read. That is enough for what became of its photographs, unless it
    ///   was erased: an earlier one may have the same picture.
    public func photographs(from first: Int64 = 0) throws(JournalError) -> LedgerPhotographs {
        try read { try Self.photographs($0, from: first) }
    }

    /// The time of the first entry, as it was stamped; nil where there is none.
    public func firstEntry() throws(JournalError) -> Timestamp? {
        try read { db in
            try Int64.fetchOne(db, sql: "SELECT time FROM entry ORDER BY sequence LIMIT 1")
        }.map(Timestamp.init(milliseconds:))
    }

    private static func photographs(_ db: Database, from first: Int64) throws -> LedgerPhotographs {
        var photographs = LedgerPhotographs()
        let sql = "SELECT sequence, facility, time, body FROM entry WHERE sequence >= ? ORDER BY sequence"
        let rows = try Row.fetchCursor(db, sql: sql, arguments: [first])
        while let row = try rows.next() {
            photographs.take(
                LedgerRow(
                    sequence: row.integer(0), facility: row.text(1), milliseconds: row.integer(2), body: row.text(3)))
        }
        return photographs
    }

    /// Copies the photographs that a copy of the journal names into its folder.
    ///
    /// - Returns: the number that was copied.
    static func copyPhotographs(of path: String, to copy: String) throws -> Int {
        let (source, target) = (PhotographFolder(of: path), PhotographFolder(of: copy))
        let named = try Journal.reading(path: copy).photographs().needed.keys.sorted()
        // One that was deleted since the journal was copied is not there.
        let files = named.compactMap(source.file(of:))
        for file in files {
            guard let bytes = source.bytes(of: file) else { continue }
            try target.write(bytes, as: file.id, file.type, at: file.time)
        }
        return files.count
    }
}
