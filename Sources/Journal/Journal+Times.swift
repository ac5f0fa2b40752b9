public import Facilities
import GRDB

extension Journal {
    /// Returns the stretch of sequences in which all samples of a time are, with others; nil where there are none.
    ///
    /// Times are found by bisection, since the table has no index of them: samples are stamped in the order of their sequences, up to
    /// some seconds, as long as the clock is corrected by the same time.
    public func sequences(in time: Range<Timestamp>) throws(JournalError) -> ClosedRange<Int64>? {
        try read { [timeline] db in
            let found = try timeline.stretchesByShift.compactMap { stretch -> ClosedRange<Int64>? in
                let (first, last) = (time.lowerBound - stretch.by - slack, time.upperBound - stretch.by + slack)
                let start = try Bisection(db, stretch.sequences).first(since: first)
                let end = try Bisection(db, stretch.sequences).first(since: last)
                return start < end ? start...(end - 1) : nil
            }
            guard let first = found.map(\.lowerBound).min(), let last = found.map(\.upperBound).max() else {
                return nil
            }
            return first...last
        }
    }

    /// Returns the devices of a facility of which the journal has or had samples, and what they measured.
    public func measured(at facility: Facility.Code) -> [DeviceID: Set<Quantity>] { series.measured(at: facility) }
}

/// How far stamps may be out of order.
private let slack = Duration.minutes(1)

/// A search in a stretch of samples that is in order of time.
private struct Bisection {
    private let db: Database
    private let range: ClosedRange<Int64>

    init(_ db: Database, _ stretch: ClosedRange<Int64>) throws {
        self.db = db
        let row = try Row.fetchOne(db, sql: "SELECT MIN(sequence), MAX(sequence) FROM sample")
        let (first, last) = (row?[0] as Int64? ?? 1, row?[1] as Int64? ?? 0)
        let start = max(first, stretch.lowerBound)
        // Where nothing is there, one that is empty for every time.
        range = start...max(start, min(last, stretch.upperBound))
    }

    /// Returns the first sequence of a sample that was stamped at a time or later; the one behind the stretch where none was.
    func first(since time: Timestamp) throws -> Int64 {
        let sql = "SELECT sequence, time FROM sample WHERE sequence BETWEEN ? AND ? ORDER BY sequence LIMIT 1"
        let statement = try db.cachedStatement(sql: sql)
        var (low, high) = (range.lowerBound, range.upperBound + 1)
        while low < high {
            let middle = low + (high - low) / 2
            let row = try Row.fetchOne(statement, arguments: [middle, range.upperBound])
            if let row, row[1] < time.milliseconds { low = row[0] + 1 } else { high = middle }
        }
        return low
    }
}
