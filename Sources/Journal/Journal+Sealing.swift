public import Facilities
import GRDB

extension Journal {
    /// Samples that one step reads.
    public static let slice = 5000

    /// Returns the samples behind the last seal that is kept.
    public func openRange() throws(JournalError) -> OpenRange {
        OpenRange(after: try read(Seals.last)?.seal.to ?? 0)
    }

    /// Reads more of what is kept into an open range. Only what is committed is read, and sequences are committed in their order:
    /// nothing of a range that is over can still wait in memory.
    public func read(
        into range: inout OpenRange, now: Timestamp, slice: Int = Journal.slice
    ) throws(JournalError) -> OpenRange.Step {
        var open = range
        let step = try read { try open.read($0, SealedSource.Table($0), now: now, slice: slice) }
        range = open
        return step
    }
}
