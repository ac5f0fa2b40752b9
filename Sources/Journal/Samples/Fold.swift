import GRDB

/// A row of the table `fold`: a range of sequences whose samples are in blocks.
struct Fold: Hashable, Sendable {
    /// The sequence of its first sample.
    var first: Int64
    /// The sequence of its last sample.
    var last: Int64
    var count: Int64
    /// The least and the greatest time stamp, in milliseconds, not corrected.
    var earliest: Int64
    var latest: Int64

    var range: ClosedRange<Int64> { first...last }

    /// The largest number of samples of one fold.
    static let mostSamples = 50_000
}

extension Fold {
    init(_ row: Row) {
        // There must be a sequence behind the last one, even where another program has altered the row.
        self.init(first: row[0], last: min(row[1], .max - 1), count: row[2], earliest: row[3], latest: row[4])
    }
}
