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
