import Facilities
import Journal

/// The part of a journal to export: one facility or everything, within a time range or without limits.
struct ExportSelection {
    /// The facility; nil for all, and for entries of the whole gateway.
    var code: Facility.Code?
    /// The beginning; nil for no limit.
    var from: Timestamp?
    /// The end, which is excluded; nil for no limit.
    var until: Timestamp?

    func includes(_ facility: Facility.Code?, _ time: Timestamp) -> Bool {
        if let code, code != facility { return false }
        if let from, time < from { return false }
        if let until, until <= time { return false }
        return true
    }

    /// Returns whether some of the unreadable samples may be in the selection.
    func includes(_ samples: UnreadableSamples) -> Bool {
        if let code, let facility = samples.facility, code != facility { return false }
        if let from, samples.end < from { return false }
        if let until, until <= samples.begin { return false }
        return true
    }

    /// The selection's time as a range; a missing limit is replaced by one that is beyond any clock.
    var time: Range<Timestamp> {
        (from ?? Range<Timestamp>.always.lowerBound)..<(until ?? Range<Timestamp>.always.upperBound)
    }

    /// Returns the range of sequences that contains all samples of the time range, and possibly others; nil if there
    /// are none.
    func sequences(_ journal: Journal) throws -> ClosedRange<Int64>? {
        from == nil && until == nil ? 1...(.max) : try journal.sequences(in: time)
    }
}
