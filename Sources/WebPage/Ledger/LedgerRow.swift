import Facilities

/// An entry of the ledger as everybody may read it: a record with its amounts and the role of who entered it, or what became of a
/// finding. For an inspector it has names and remarks, and there are rows of what is not public too.
struct LedgerRow: Hashable {
    /// When it was entered or found.
    var time: String
    var kind: String
    /// A shape of a finding's level, and its words.
    var symbol, level: String?
    var title: String
    /// The amounts of a record; the sentence of a finding.
    var text: String
    /// When a record says that it was done, and in which role it was entered; nil for a finding.
    var done, who: String?

    /// - Parameter isWhole: whether it is for an inspector. Otherwise nil for what is no record and no finding, and not lost.
    init?(_ kept: KeptEntry, isWhole: Bool = false, time: PageTime) {
        let language = time.language
        self.time = kept.time.onSite(time.utcOffset)
        kind = kept.content.kind.title[language]
        switch kept.content {
        case .record(let record):
            // As somebody without a role sees it: a sheet of paper is read by everybody.
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
    /// Its personal texts with their titles, as far as they were not erased. A phone number is shown to nobody.
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
    /// What an inspector reads of what is no record, no finding and no loss; nil for these.
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
