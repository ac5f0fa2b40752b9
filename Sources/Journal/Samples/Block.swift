import Foundation

/// A row of the table `block`: the samples of one series in a fold.
struct Block: Hashable, Sendable {
    /// The sequence of the first sample.
    var first: Int64
    var last: Int64
    var series: Int64
    var count: Int64
    var earliest: Int64
    var latest: Int64
    /// The samples, encoded by `FoldBlock`.
    var data: Data
}
