import Facilities

/// An entry of the ledger as everybody may read it: a record with its amounts and the role of who entered it, or what became of a finding.
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

    /// Nil for what is no record and no finding.
    init?(_ kept: KeptEntry, time: PageTime) {
        let language = time.language
        self.time = kept.time.onSite(time.utcOffset)
        kind = kept.content.kind.title[language]
        switch kept.content {
        case .record(let record):
            // As somebody without a role sees it: a sheet of paper is read by everybody.
            let row = RecordRow(kept, record, nil, time: time)
            (title, text) = (row.kind, row.amounts.joined(separator: language == .zh ? "；" : "; "))
            (done, who) = (record.at.onSite(time.utcOffset), row.who)
        case .finding(_, let finding):
            (symbol, level) = (finding.level.symbol, finding.level.title[language])
            (title, text) = (finding.short[language], finding.textWithStanding[language])
        case .unknown:
            title = Text(zh: "无法读取的记录", en: "an entry that cannot be read")[language]
            text = Text(zh: "序号 \(kept.sequence)", en: "sequence \(kept.sequence)")[language]
        case .loss(let loss): (title, text) = (kind, loss.text[language])
        default: return nil
        }
    }
}
