public import Facilities
import GRDB

extension Journal {
    /// Returns a range of sequences that contains all samples of a time, with some others; nil where there are none.
    ///
    /// It searches by bisection, since the table has no index of times: as long as the correction of the clock is the same, time stamps have
    /// the order of their sequences, except for some seconds. The range splits no fold.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func sequences(in time: Range<Timestamp>) throws(JournalError) -> ClosedRange<Int64>? {
        try read { [timeline] db in
            let found = try timeline.corrections.compactMap { correction -> ClosedRange<Int64>? in
                // Stamps that are later than a known time are corrected to that time, however late they are.
                if let latest = correction.notAfter, latest < time.lowerBound { return nil }
                let isLate = if let latest = correction.notAfter { latest < time.upperBound } else { false }
                let by = correction.shift?.by ?? .zero
                let (first, last) = (time.lowerBound - by - slack, time.upperBound - by + slack)
                let search = try Bisection(db, correction.sequences)
                let start = try search.end(ofAllThat: { $0.latest < first.milliseconds })
                let end = try search.end(ofAllThat: { isLate || $0.earliest < last.milliseconds })
                return start < end ? start...(end - 1) : nil
            }
            guard let first = found.map(\.lowerBound).min(), let last = found.map(\.upperBound).max() else {
                return nil
            }
            return first...last
        }
    }

    /// Returns the facilities of which the journal has entries or series.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func facilities() throws(JournalError) -> Set<Facility.Code> {
        let ofEntries = try read { try String.fetchAll($0, sql: "SELECT DISTINCT facility FROM entry") }
        return Set(ofEntries.compactMap { Facility.Code($0) }).union(series.facilities)
    }

    /// Returns the devices of a facility of which the journal has or had samples, with their quantities.
    public func measured(at facility: Facility.Code) -> [DeviceID: Set<Quantity>] { series.measured(at: facility) }
}

/// The time by which stamps may be out of order.
private let slack = Duration.minutes(1)

/// A search in a range of samples that is in order of time.
private struct Bisection {
    /// The time stamps of a fold or a row.
    struct Stored {
        var last: Int64
        var earliest: Int64
        var latest: Int64
    }

    private let db: Database
    private let range: ClosedRange<Int64>
    private let folded: Int64

    init(_ db: Database, _ stretch: ClosedRange<Int64>) throws {
        self.db = db
        folded = try Folds.end(db)
        let start = max(try StoredSamples.first(db) ?? 1, stretch.lowerBound)
        // Where there is no sample, the range is one in which every search finds nothing.
        range = start...max(start, min(try StoredSamples.last(db) ?? 0, stretch.upperBound, .max - 1))
    }

    /// Returns the first sequence from which samples are not early; the sequence behind the range where all are.
    func end(ofAllThat isEarly: (Stored) -> Bool) throws -> Int64 {
        var (low, high) = (range.lowerBound, range.upperBound + 1)
        while low < high {
            let middle = low + (high - low) / 2
            if let stored = try stored(from: middle), isEarly(stored) {
                low = min(stored.last, range.upperBound) + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// Returns the fold or the row of the first sample from a sequence on; nil where there is none.
    private func stored(from sequence: Int64) throws -> Stored? {
        if sequence <= folded, let fold = try Folds.after(sequence - 1, db) {
            guard fold.first <= range.upperBound else { return nil }
            return Stored(last: fold.last, earliest: fold.earliest, latest: fold.latest)
        }
        let sql = "SELECT sequence, time FROM sample WHERE sequence BETWEEN ? AND ? ORDER BY sequence LIMIT 1"
        let row = try Row.fetchOne(try db.cachedStatement(sql: sql), arguments: [sequence, range.upperBound])
        return row.map { Stored(last: $0[0], earliest: $0[1], latest: $0[1]) }
    }
}
