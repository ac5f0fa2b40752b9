import GRDB

/// The description of a block, or of a single sample, whose bytes cannot be decoded.
struct DamagedBlock: Hashable, Sendable {
    var range: ClosedRange<Int64>
    var series: Int64
    var count: Int64
    /// The least and the greatest time stamp, in milliseconds, not corrected.
    var earliest: Int64
    var latest: Int64

    /// Describes a sample whose values cannot be decoded.
    init(_ sample: StoredSample) {
        (range, series, count) = (sample.sequence...sample.sequence, sample.series, 1)
        (earliest, latest) = (sample.milliseconds, sample.milliseconds)
    }

    /// Describes a block. Another program may have put any numbers into its row.
    ///
    /// - Parameter row: first, last, series, count, earliest and latest.
    init(_ row: Row) {
        let (first, last): (Int64, Int64) = (row[0], row[1])
        (range, series) = (first...max(first, last), row[2])
        count = min(max(0, row[3] as Int64), Int64(Fold.mostSamples))
        (earliest, latest) = (row[4], max(row[4] as Int64, row[5] as Int64))
    }
}
