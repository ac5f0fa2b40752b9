public import Facilities
import Foundation
import GRDB

extension Journal {
    /// Returns the epochs of its sequences, by the ledger.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func epochs() throws(JournalError) -> Epochs { try read(EpochDue.epochs) }

    /// Returns the hash of the entry with a sequence; nil where there is none.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func ledgerHash(at sequence: Int64) throws(JournalError) -> LedgerHash? {
        try read { db in
            let sql = "SELECT hash FROM entry WHERE sequence = ?"
            return try Data.fetchOne(db, sql: sql, arguments: [sequence]).map { LedgerHash(bytes: [UInt8]($0)) }
        }
    }
}
