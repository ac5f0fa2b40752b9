import GRDB

/// A range of sequences whose samples are in blocks.
struct Fold: Hashable, Sendable {
    /// The sequences of its first and its last sample.
    var first: Int64
    var last: Int64
    var count: Int64
    /// The least and the greatest stamp in it, in milliseconds as they are stored.
    var earliest: Int64
    var latest: Int64

    var range: ClosedRange<Int64> { first...last }

    /// The largest number of samples of one fold.
    static let mostSamples = 50_000
}

extension Fold {
    init(_ row: Row) {
        // So that there is a sequence behind it, whatever somebody has put there.
        self.init(first: row[0], last: min(row[1], .max - 1), count: row[2], earliest: row[3], latest: row[4])
    }
}
