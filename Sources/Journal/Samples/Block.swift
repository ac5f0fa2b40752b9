import Foundation

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
