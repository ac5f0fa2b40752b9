import Facilities
import Journal

/// What of a journal is exported: a facility's or everything, of a time or from the beginning to the end.
struct ExportSelection {
    /// Nil for all, and for what is of the whole gateway.
    var code: Facility.Code?
    /// Nil for no limit.
    var from: Timestamp?
    /// Nil for no limit; else before this time.
    var until: Timestamp?

    func includes(_ facility: Facility.Code?, _ time: Timestamp) -> Bool {
        if let code, code != facility { return false }
        if let from, time < from { return false }
        if let until, until <= time { return false }
        return true
    }

    /// Whether some of the samples may be meant.
    func includes(_ samples: UnreadableSamples) -> Bool {
        if let code, let facility = samples.facility, code != facility { return false }
        if let from, samples.end < from { return false }
        if let until, until <= samples.begin { return false }
        return true
    }

    /// The time as a range, with limits that no clock shows where there are none.
    var time: Range<Timestamp> {
        (from ?? Range<Timestamp>.always.lowerBound)..<(until ?? Range<Timestamp>.always.upperBound)
    }

    /// Returns the stretch of sequences in which all samples of the time are, with others; nil where there are none.
    func sequences(_ journal: Journal) throws -> ClosedRange<Int64>? {
        from == nil && until == nil ? 1...(.max) : try journal.sequences(in: time)
    }
}
