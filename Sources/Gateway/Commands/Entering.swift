import Facilities

/// The result of entering a record, or a change of people.
enum Entering: Sendable {
    /// It is safe from a power cut, under these sequences, one for each facility.
    case kept([Int64])
    /// It was refused as a whole, and will not be entered.
    case refused([RecordProblem])
    /// It waits in memory for a journal that cannot be written now. It is entered if the journal becomes writable before
    /// the gateway ends.
    case pending
}
