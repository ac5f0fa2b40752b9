/// What seals the readings of an hour: a hash over all of them, which the chain of entries keeps. A reading that is altered,
/// deleted or inserted later does not fit it.
public struct Seal: Codable, Hashable, Sendable {
    /// The first and the last sequence of the range. Every sample in it is sealed.
    public var from: Int64
    public var to: Int64
    /// How many samples there are in it.
    public var count: Int64
    /// The times of the first and the last of them, as they are stored.
    public var begin: Timestamp
    public var end: Timestamp
    /// SHA-256 over the hashes of all series, 64 digits.
    public var hash: String

    public init(from: Int64, to: Int64, count: Int64, begin: Timestamp, end: Timestamp, hash: String) {
        (self.from, self.to, self.count) = (from, to, count)
        (self.begin, self.end, self.hash) = (begin, end, hash)
    }

    public var text: Text {
        Text(
            zh: "封存\(count)条采样（序号\(from)至\(to)），校验值\(hash)",
            en: "\(count) samples sealed, of sequences \(from) to \(to), with the hash \(hash)")
    }
}
