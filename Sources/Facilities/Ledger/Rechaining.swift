/// The end of the chain over the same entries before an upgrade removed the texts of people from it.
public struct Rechaining: Codable, Hashable, Sendable {
    /// The number of entries in it.
    public var entries: Int64
    /// The hash of its last entry, 64 digits.
    public var hash: String

    public init(entries: Int64, hash: String) {
        (self.entries, self.hash) = (entries, hash)
    }

    /// The renewal in a sentence, for the ledger.
    public var text: Text {
        Text(
            zh: "升级后重新计算了\(entries)条记录的校验值；此前最后一个为\(hash)",
            en: "an upgrade chained \(entries) entries again; the last hash before it was \(hash)")
    }
}
