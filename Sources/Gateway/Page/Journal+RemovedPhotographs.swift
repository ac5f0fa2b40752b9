import Facilities
import Journal

extension Journal {
    /// Returns the photographs that some records name and no longer have, by the sequences of the records. The ledger is
    /// read from the first of these records that names a photograph, completely if one was erased, and not at all if none
    /// names any.
    func removedPhotographs(of entries: some Sequence<KeptEntry>) throws(JournalError) -> [Int64: Set<PhotographID>] {
        let named = entries.reduce(into: [Int64: Set<PhotographID>]()) { named, entry in
            guard case .record(let record) = entry.content, !record.photographs.isEmpty else { return }
            named[entry.sequence] = Set(record.photographs)
        }
        guard let first = named.keys.min() else { return [:] }
        var ledger = try photographs(from: first)
        if named.keys.contains(where: ledger.isErased) { ledger = try photographs() }
        return named.reduce(into: [:]) { removed, entry in
            let gone = entry.value.filter { !ledger.has($0, in: entry.key) }
            if !gone.isEmpty { removed[entry.key] = gone }
        }
    }
}
