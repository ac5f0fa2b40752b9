import Facilities

extension KeptEntry {
    /// The record; nil for other entries.
    var record: Record? { if case .record(let record) = content { record } else { nil } }

    /// The account of a day; nil for other entries.
    var account: Account? { if case .account(let account) = content { account } else { nil } }
}

extension [KeptEntry] {
    /// Returns the records of a kind, in the order of the entries.
    func records(of kind: RecordKind) -> [Record] {
        compactMap { entry in
            guard case .record(let record) = entry.content, record.kind == kind else { return nil }
            return record
        }
    }
}
