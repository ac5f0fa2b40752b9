public import Facilities

/// A seal with the hash of each series: what its entry and the table `seal` have of it.
public struct SealedRange: Hashable, Sendable {
    public internal(set) var seal: Seal
    var series: [SealedSeries]
    /// The sequence of the first sample in it.
    var first: Int64

    /// A row of the table `seal`, with the hash in hexadecimal.
    public typealias Stored = (series: Int64, count: Int64, hash: String)

    /// What the table `seal` has of it, in order of series.
    public var rows: [Stored] { series.map { ($0.id, $0.count, $0.hash.hexadecimal) } }
}
