import Facilities

/// An entry that is to be written, with its personal texts taken out.
struct NewEntry {
    var row: LedgerRow
    /// The personal texts, whose hashes are in the row.
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
