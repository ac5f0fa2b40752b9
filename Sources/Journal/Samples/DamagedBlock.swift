import GRDB

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
        count = min(max(0, row[3] as Int64), Int64(Fold.mostSamples))
        (earliest, latest) = (row[4], max(row[4] as Int64, row[5] as Int64))
    }
}
