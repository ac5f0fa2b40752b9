public import Facilities
import GRDB

extension Journal {
    /// The number of samples that one step reads.
    public static let slice = 5000

    /// Returns the empty range behind the last seal.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func openRange() throws(JournalError) -> OpenRange {
        OpenRange(after: try read(Seals.last)?.seal.to ?? 0)
    }

    /// Reads more committed samples into an open range. Since sequences are committed in their order, no sample of a complete range can
    /// still be in memory.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func read(
        into range: inout OpenRange, now: Timestamp, slice: Int = Journal.slice
    ) throws(JournalError) -> OpenRange.Step {
        var open = range
        let step = try read { try open.read($0, SealedSource.Table($0), now: now, slice: slice) }
        range = open
        return step
    }
}
