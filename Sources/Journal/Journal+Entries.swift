import Facilities
import Foundation
import GRDB

extension Journal {
    /// Appends entries to the ledger, with their texts and seals; removes what they report from other tables; and erases texts.
    static func write(_ batch: Batch, entries: [NewEntry], _ db: Database) throws {
        try Ledger.append(entries.map(\.row), db)
        try PublicShare.add(PublicShare.bytes(of: batch.entries, entries), db)
        for seal in batch.seals { try Seals.insert(seal, db) }
        if let dropped = batch.dropped { try Losses.add(dropped, db) }
        for entry in batch.entries {
            switch entry.content {
            case .loss(let loss): try Losses.enter(loss, db)
            case .rechained: try Rechained.enter(db)
            case .epoch: try EpochDue.enter(db)
            default: break
            }
        }
        guard !batch.erasures.isEmpty || entries.contains(where: { !$0.texts.isEmpty }) else { return }
        try PersonalTexts.overwriting(db) {
            for entry in entries { try PersonalTexts.insert(entry.texts, of: entry.row.sequence, db) }
            if !batch.erasures.isEmpty {
                try PersonalTexts.erase(batch.erasures, db)
                try Answers.forgetPeople(of: Set(batch.erasures.map(\.sequence)), db)
            }
        }
    }
}
