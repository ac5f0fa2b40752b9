import Facilities

/// The result of a request to erase texts of people.
enum Erasing: Sendable {
    /// They are erased, and the entry with that sequence records it.
    case kept(Erasure, sequence: Int64)
    /// The request was refused as a whole, and will not be carried out.
    case refused([RecordProblem])
    /// It waits for a journal that cannot be written now.
    case pending
}
