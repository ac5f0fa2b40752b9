/// The texts of people that somebody erased from the ledger, which still contains their salted hashes.
public struct Erasure: Codable, Hashable, Sendable {
    /// The text that replaces an erased one.
    public static let placeholder = "（已删除）"

    /// The entries in which the texts stood.
    public var sequences: [Int64]
    /// The number of texts.
    public var count: Int
    /// The photographs that were deleted with them; nil for none.
    public var photographs: [PhotographID]?
    /// The person who erased them; nil where nobody gave a name.
    public var by: String?

    public init(sequences: [Int64], count: Int, photographs: [PhotographID] = [], by: String? = nil) {
        (self.sequences, self.count, self.by) = (sequences, count, by)
        self.photographs = photographs.isEmpty ? nil : photographs
    }

    /// The erasure in a sentence, for the ledger.
    public var text: Text {
        let entries = sequences.map(String.init).joined(separator: ", ")
        let pictures = photographs?.count ?? 0
        return Text(
            zh: "已删除\(count)处姓名或文字\(pictures > 0 ? "、\(pictures)张照片" : "")（记录\(entries)）",
            en:
                "names and texts erased: \(count), \(pictures > 0 ? "photographs: \(pictures), " : "")of entries \(entries)"
        )
    }
}
