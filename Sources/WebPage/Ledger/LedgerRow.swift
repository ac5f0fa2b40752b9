import Facilities

/// A row of the ledger. For everybody it is a record with its amounts and the role of the person, a finding, or a
/// loss. For inspectors it also has names and remarks, and entries that are not public have rows too.
struct LedgerRow: Hashable {
    /// The time at which it was entered.
    var time: String
    var kind: String
    /// The shape and the words of a finding's level; nil for other entries.
    var symbol, level: String?
    var title: String
    /// The amounts of a record, or the sentence of another entry.
    var text: String
    /// The time at which a record was done, and the role of the person; nil for other entries.
    var done, who: String?

    /// Makes a row; nil for entries that the reader may not see.
    ///
    /// - Parameter isWhole: whether the reader is an inspector.
    init?(_ kept: KeptEntry, isWhole: Bool = false, time: PageTime) {
        let language = time.language
        self.time = kept.time.onSite(time.utcOffset)
        kind = kept.content.kind.title[language]
        switch kept.content {
        case .record(let record):
            // The record is shown as to the public, since everybody can read a printed ledger.
            let row = RecordRow(kept, record, nil, isWhole: isWhole, time: time)
            let texts = row.amounts + (isWhole ? record.remarks(language) : [])
            (title, text) = (row.kind, texts.joined(separator: language == .zh ? "；" : "; "))
            (done, who) = (record.at.onSite(time.utcOffset), isWhole ? "\(record.by) · \(row.who)" : row.who)
        case .finding(_, let finding):
            (symbol, level) = (finding.level.symbol, finding.level.title[language])
            (title, text) = (finding.short[language], finding.textWithStanding[language])
        case .unknown:
            title = Text(zh: "无法读取的记录", en: "an entry that cannot be read")[language]
            text = Text(zh: "序号 \(kept.sequence)", en: "sequence \(kept.sequence)")[language]
        case .loss(let loss): (title, text) = (kind, loss.text[language])
        default:
            guard isWhole, let text = kept.content.wholeText else { return nil }
            (title, self.text) = (kind, text[language])
        }
    }
}

extension Record {
    /// Returns the personal texts that were not erased, with their titles. Phone numbers are shown to nobody.
    fileprivate func remarks(_ language: Language) -> [String] {
        let values = body.values
        return kind.type.fields.compactMap { field in
            guard field.isPersonal, field.name != "phone", let text = values.text(field.name), !text.isEmpty else {
                return nil
            }
            return "\(field.title[language]) \(text)"
        }
    }
}

extension Entry {
    /// The sentence of an entry that only inspectors see; nil for records, findings and losses.
    fileprivate var wholeText: Text? {
        switch self {
        case .record, .finding, .loss, .unknown: nil
        case .reminder(let reminder): reminder.text
        case .evidence(let evidence): evidence.summary
        case .account(let account): account.summary
        case .rebuilt(let rebuilding): rebuilding.text
        case .suspicion(let suspicion): suspicion.text
        case .operatorChange(let change): change.text
        case .erased(let erasure): erasure.text
        case .photographsRemoved(let removal): removal.text
        case .rechained(let rechaining): rechaining.text
        case .clock(let change): change.text
        case .seal(let seal): seal.text
        case .epoch(let change): change.text
        }
    }
}
