public import Facilities
import Foundation
import GRDB

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

/// The samples of one series in a range.
struct SealedSeries: Hashable, Sendable {
    var id: Int64
    var count: Int64
    var hash: [UInt8]

    /// The memory that one takes, in bytes: an estimate.
    static let bytes = 128
}

extension [SealedSeries] {
    /// SHA-256 over the range and, in order of series, a line each of number, count and hash. It stands in the entry.
    func root(of range: ClosedRange<Int64>) -> String {
        let lines = map { "\($0.id) \($0.count) \($0.hash.hexadecimal)\n" }.joined()
        return Digest.of("\(range.lowerBound) \(range.upperBound)\n\(lines)").hexadecimal
    }
}

/// The hashes of all series over samples that are taken one by one, in order of sequence.
struct SealDigest {
    private var bySeries: [Int64: SealedSeries] = [:]
    private(set) var count: Int64 = 0

    /// All series in it, in order of number.
    var series: [SealedSeries] { bySeries.values.sorted { $0.id < $1.id } }

    subscript(id: Int64) -> SealedSeries? { bySeries[id] }

    /// - Parameter form: the form in which the series is hashed.
    mutating func take(_ sample: StoredSample, _ source: SealedSource, _ form: SampleForm) {
        count += 1
        let known = bySeries[sample.series]
        let before = known?.hash ?? form.start(source)
        bySeries[sample.series] = SealedSeries(
            id: sample.series, count: (known?.count ?? 0) + 1, hash: form.next(before, sample, source))
    }
}
