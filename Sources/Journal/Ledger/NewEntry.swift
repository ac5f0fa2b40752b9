import Facilities

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
