import Facilities

/// What became of a request to erase texts of people.
enum Erasing: Sendable {
    /// They are gone, and the entry of that sequence says so.
    case kept(Erasure, sequence: Int64)
    /// Nothing was erased, and nothing will be.
    case refused([RecordProblem])
    /// It waits for a journal that cannot be written now.
    case pending
}
