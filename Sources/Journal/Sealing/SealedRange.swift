public import Facilities

/// A sealed range of samples: its seal, which is an entry, and the hash of each series, which is a row of the table `seal`.
public struct SealedRange: Hashable, Sendable {
    /// The content of the entry.
    public internal(set) var seal: Seal
    var series: [SealedSeries]
    /// The sequence of the first sample in the range.
    var first: Int64

    /// A row of the table `seal`, with the hash in hexadecimal digits.
    public typealias Stored = (series: Int64, count: Int64, hash: String)

    /// The rows of the table `seal`, in order of series.
    public var rows: [Stored] { series.map { ($0.id, $0.count, $0.hash.hexadecimal) } }
}
