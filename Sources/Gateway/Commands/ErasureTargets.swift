import Facilities
import Journal

/// The texts and photographs that an erasure removes from entries.
struct ErasureTargets: Sendable {
    var texts: [TextPlace]
    /// The photographs of each entry, by its sequence, that no other entry needs.
    var byEntry: [Int64: [PhotographID]]

    var isEmpty: Bool { texts.isEmpty && byEntry.isEmpty }

    var photographs: [PhotographID] { Set(byEntry.values.joined()).sorted() }

    func erasure(by name: String? = nil) -> Erasure {
        Erasure(
            sequences: Set(texts.map(\.sequence) + byEntry.keys).sorted(), count: texts.count,
            photographs: photographs, by: name)
    }
}
