import Facilities

/// What became of a record, or a change of people, that somebody wanted to enter.
enum Entering: Sendable {
    /// Safe from a power cut, under these sequences, one a facility.
    case kept([Int64])
    /// Nothing of it was entered, and nothing will be.
    case refused([RecordProblem])
    /// It waits in memory for a journal that cannot be written now. It will be entered if that can be written before the gateway
    /// ends.
    case pending
}
