/// The samples of one series in a range.
struct SealedSeries: Hashable, Sendable {
    var id: Int64
    var count: Int64
    var hash: [UInt8]

    /// An estimate of the memory that it takes, in bytes.
    static let bytes = 128
}

extension [SealedSeries] {
    /// Returns the hash of the entry: SHA-256 over the range and, in order of series, a line with id, count and hash of each.
    func root(of range: ClosedRange<Int64>) -> String {
        let lines = map { "\($0.id) \($0.count) \($0.hash.hexadecimal)\n" }.joined()
        return Digest.of("\(range.lowerBound) \(range.upperBound)\n\(lines)").hexadecimal
    }
}
