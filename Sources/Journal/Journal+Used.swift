public import Facilities
import GRDB

extension Journal {
    /// Returns how many bytes of the file its content takes: pages that were freed do not count.
    public func usedBytes() throws(JournalError) -> Int64 {
        try read { db in try Space.used(db) * (Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 4096) }
    }

    /// Returns how many bytes the content grows by in a day, at the rate of the last day: as many sequences as were given in it (or
    /// since the oldest sample, if that is later), each with the bytes that one takes in this file. Nil with less than an hour of
    /// samples, which shows no rate.
    public func growthADay(until now: Timestamp) throws(JournalError) -> Double? {
        guard let oldest = try oldestSampleTime(), now - oldest >= .hours(1),
            let all = try sequences(in: .always),
            let day = try sequences(in: max(oldest, now - .days(1))..<Range<Timestamp>.always.upperBound),
            let first = try firstSample(from: day.lowerBound), now - first.time >= .hours(1)
        else { return nil }
        let last = try lastSequence()
        let bytes = Double(try usedBytes()) / Double(last - all.lowerBound + 1)
        return bytes * Double(last - first.sequence + 1) / (now - first.time).inDays
    }

    /// The first sample from a sequence on, as far as it is near.
    private func firstSample(from sequence: Int64) throws(JournalError) -> Kept<Sample>? {
        for case .sample(let kept) in try page(after: sequence - 1, limit: 100) { return kept }
        return nil
    }
}
