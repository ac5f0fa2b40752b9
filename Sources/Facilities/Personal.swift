extension Entry {
    /// The text that stands in the place of one that was erased.
    public static let erasedText = "（已删除）"

    /// The JSON paths of the texts of an entry that are names or free text. Only strings there are personal, and an absent field is
    /// not. An entry that cannot be read has none.
    public var personalPaths: [[String]] {
        switch self {
        case .record(let record): record.personalFields.map { ["record"] + $0 }
        case .operatorChange: [["operator", "name"]]
        case .erased: [["erased", "by"]]
        case .clock: [["clock", "by"]]
        default: []
        }
    }
}

extension Record {
    /// The JSON paths of the texts of a record that are names or free text.
    var personalFields: [[String]] {
        let own = kind.type.fields.filter(\.isPersonal).map { ["body", $0.name] }
        return [["by"]] + own + kind.type.formerPersonalFields.map { ["body", $0] }
    }
}

extension RecordDraft {
    /// The draft without names and free text.
    public var withoutPeople: RecordDraft {
        let head = head.filter { name, _ in !RecordForm.head.contains { $0.name == name && $0.isPersonal } }
        guard let type = kind?.type else { return RecordDraft(head: head, body: [:]) }
        let personal = type.fields.filter(\.isPersonal).map(\.name)
        return RecordDraft(head: head, body: body.filter { !personal.contains($0.key) })
    }
}

/// The texts of people that somebody had erased from the ledger. Their salted hashes stay in it.
public struct Erasure: Codable, Hashable, Sendable {
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

/// The end of the chain that stood over the same entries before an upgrade took the texts of people out of it.
public struct Rechaining: Codable, Hashable, Sendable {
    /// The number of entries in it.
    public var entries: Int64
    /// The hash of its last entry, 64 digits.
    public var hash: String

    public init(entries: Int64, hash: String) {
        (self.entries, self.hash) = (entries, hash)
    }

    public var text: Text {
        Text(
            zh: "升级后重新计算了\(entries)条记录的校验值；此前最后一个为\(hash)",
            en: "an upgrade chained \(entries) entries again; the last hash before it was \(hash)")
    }
}
