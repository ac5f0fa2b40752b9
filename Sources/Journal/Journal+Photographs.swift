public import Facilities
import Foundation
import GRDB

extension Journal {
    /// The folder of its photographs.
    public var photographFolder: PhotographFolder { PhotographFolder(of: path) }

    /// Returns the photographs that its entries name.
    ///
    /// - Parameter first: the sequence of the first entry that is read. Reading from an entry on is enough for its own photographs, unless
    ///   the entry was erased, since an earlier one may have the same picture.
    /// - Throws: the reason why the journal cannot be read.
    public func photographs(from first: Int64 = 0) throws(JournalError) -> LedgerPhotographs {
        try read { try Self.photographs($0, from: first) }
    }

    /// Returns the time stamp of the first entry, not corrected; nil where there is none.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func firstEntry() throws(JournalError) -> Timestamp? {
        let time = try read { try Int64.fetchOne($0, sql: "SELECT time FROM entry ORDER BY sequence LIMIT 1") }
        return time.map(Timestamp.init(milliseconds:))
    }

    private static func photographs(_ db: Database, from first: Int64) throws -> LedgerPhotographs {
        var photographs = LedgerPhotographs()
        let sql = "SELECT sequence, facility, time, body FROM entry WHERE sequence >= ? ORDER BY sequence"
        let rows = try Row.fetchCursor(db, sql: sql, arguments: [first])
        while let row = try rows.next() {
            photographs.take(LedgerRow(row))
        }
        return photographs
    }

    /// Copies the photographs that a copy of the journal names into the folder of the copy.
    ///
    /// - Returns: the number of copied photographs.
    static func copyPhotographs(of path: String, to copy: String) throws -> Int {
        let (source, target) = (PhotographFolder(of: path), PhotographFolder(of: copy))
        let named = try Journal.reading(path: copy).photographs().needed.keys.sorted()
        // A photograph may have been deleted since the journal was copied.
        let files = named.compactMap(source.file(of:))
        for file in files {
            guard let bytes = source.bytes(of: file) else { continue }
            try target.write(bytes, as: file.id, file.type, at: file.time)
        }
        return files.count
    }
}
