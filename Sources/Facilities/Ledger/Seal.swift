/// The seal over the readings of an hour: a hash over all of them, which the chain of entries contains. A reading that
/// is altered, deleted or inserted later does not match it.
public struct Seal: Codable, Hashable, Sendable {
    /// The first sequence of the range. Every sample in it is sealed.
    public var from: Int64
    /// The last sequence of the range.
    public var to: Int64
    /// The number of samples in it.
    public var count: Int64
    /// The stored time of the first of them.
    public var begin: Timestamp
    /// The stored time of the last of them.
    public var end: Timestamp
    /// SHA-256 over the hashes of all series, 64 digits.
    public var hash: String

    public init(from: Int64, to: Int64, count: Int64, begin: Timestamp, end: Timestamp, hash: String) {
        (self.from, self.to, self.count) = (from, to, count)
        (self.begin, self.end, self.hash) = (begin, end, hash)
    }

    /// The seal in a sentence, for the ledger.
    public var text: Text {
        Text(
            zh: "封存\(count)条采样（序号\(from)至\(to)），校验值\(hash)",
            en: "\(count) samples sealed, of sequences \(from) to \(to), with the hash \(hash)")
    }
}
