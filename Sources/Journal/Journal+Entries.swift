import Facilities
import Foundation
import GRDB

/// An entry on its way into the file.
struct NewEntry {
    var row: LedgerRow
    /// The texts of people that were taken out of it.
    var texts: [PersonalText]

    init(_ kept: KeptEntry) throws {
        var body = try StoredBody.text(of: kept.content)
        texts = []
        let paths = kept.content.personalPaths
        if !paths.isEmpty, var stored = StoredBody(body) {
            texts = stored.takeOut(paths)
            body = try stored.text
        }
        row = LedgerRow(
            sequence: kept.sequence, facility: kept.facility?.description ?? "", milliseconds: kept.time.milliseconds,
            body: body)
    }
}

extension Journal {
    /// Writes entries behind the last, and what they settle; and erases texts.
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
