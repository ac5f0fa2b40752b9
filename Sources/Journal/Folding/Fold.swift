import Facilities
import Foundation
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
}

extension Fold {
    init(_ row: Row) {
        // So that there is a sequence behind it, whatever somebody has put there.
        self.init(first: row[0], last: min(row[1], .max - 1), count: row[2], earliest: row[3], latest: row[4])
    }
}

/// The samples of one series in a fold.
struct Block: Hashable, Sendable {
    var first: Int64
    var last: Int64
    var series: Int64
    var count: Int64
    var earliest: Int64
    var latest: Int64
    /// See `FoldBlock`.
    var data: Data
}

/// What is known of a block, or of one sample, whose bytes cannot be decoded.
struct DamagedBlock: Hashable, Sendable {
    var range: ClosedRange<Int64>
    var series: Int64
    var count: Int64
    /// The least and the greatest stamp in it, in milliseconds as they are stored.
    var earliest: Int64
    var latest: Int64

    /// A sample whose values cannot be read.
    init(_ sample: StoredSample) {
        (range, series, count) = (sample.sequence...sample.sequence, sample.series, 1)
        (earliest, latest) = (sample.milliseconds, sample.milliseconds)
    }

    /// - Parameter row: first, last, series, count, earliest and latest, whatever numbers somebody has put there.
    init(_ row: Row) {
        let (first, last): (Int64, Int64) = (row[0], row[1])
        (range, series) = (first...max(first, last), row[2])
        count = min(max(0, row[3] as Int64), Int64(NextFold.mostSamples))
        (earliest, latest) = (row[4], max(row[4] as Int64, row[5] as Int64))
    }
}
