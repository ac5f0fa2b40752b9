public import Facilities

/// The answer to a record that was sent.
public enum Answer: Hashable, Sendable {
    /// The record is committed to the journal and survives a power cut.
    case kept
    /// Nothing was entered, for these reasons.
    case refused([RecordProblem])
    /// The record waits in memory, since the journal cannot be written now.
    case pending
}
