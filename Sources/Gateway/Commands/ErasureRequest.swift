import Facilities
import Journal

/// A request to erase texts of people from the ledger.
struct ErasureRequest: Sendable {
    /// The longest name of a person, in characters, as in a record.
    static let longestName = 60

    /// A sequence, the id of an entry, or the number of a complaint. The prefix `sequence:`, `entry:` or `complaint:`
    /// determines which.
    var id: String
    /// Whether the same texts in other entries are erased as well.
    var everywhere = false
    /// The person who erases them.
    var by: String?

    /// Returns the texts and photographs that it names. It changes nothing.
    func targets(in journal: Journal) throws(Refusal) -> ErasureTargets {
        if let by, by.isEmpty || by.count > Self.longestName { throw Refusal(.wrongName) }
        do {
            let found = try meanings.map { try journal.sequences(of: $0) }.filter { !$0.isEmpty }
            guard let sequences = found.first else { throw Refusal(.nothingNamed(id)) }
            // An erased name of the wrong person cannot be restored.
            guard Set(found).count == 1 else { throw Refusal(.ambiguous(id)) }
            let texts = try journal.personalTexts(of: sequences, everywhere: everywhere)
            let targets = ErasureTargets(texts: texts, byEntry: try journal.photographs().erasable(with: sequences))
            guard !targets.isEmpty else { throw Refusal(.nothingToErase(id, sequences)) }
            try check(texts, in: journal)
            return targets
        } catch let error as Refusal {
            throw error
        } catch {
            throw Refusal(.unreadLedger("\(error)"))
        }
    }

    /// Refuses the erasure of a person who may still enter records, because the name is also in the table of operators.
    private func check(_ texts: [TextPlace], in journal: Journal) throws {
        let names = try journal.operators().map(\.name)
        for place in texts where place.field == "operator.name" {
            guard
                case .operatorChange(let change)? = try journal.ledger(after: place.sequence - 1, limit: 1).first?.kept
                    .content,
                names.contains(change.name)
            else { continue }
            throw Refusal(.isOperator(change.name))
        }
    }

    /// The possible meanings of the id.
    private var meanings: [EntryID] {
        let parts = id.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let text = parts.last ?? ""
        let sequence = Int64(text).map { [EntryID.sequence($0)] } ?? []
        switch parts.count == 2 ? parts[0] : "" {
        case "sequence": return sequence
        case "entry": return [.entry(text)]
        case "complaint": return [.complaint(text)]
        // The number of a complaint may contain a colon.
        default: return (Int64(id) == nil ? [] : sequence) + [.entry(id), .complaint(id)]
        }
    }
}

extension RecordProblem {
    /// The refusal while entries wait in memory, because one of them may be the requested one.
    static let notKeptYet = RecordProblem(
        "journal", isNotNow: true,
        Text(
            zh: "日志库暂时无法写入，有的记录尚未保存；没有删除，请稍后再试",
            en: "the journal cannot be written now, and entries are not kept yet: nothing was erased; try again"))

    static let wrongName = RecordProblem(
        "by",
        Text(
            zh: "姓名（by）应为1至\(ErasureRequest.longestName)个字",
            en: "a name (by) has 1 to \(ErasureRequest.longestName) characters"))

    private static let ids = Text(
        zh: "应为 mashang export ledger 列出的序号（sequence）、记录的 id，或投诉编号",
        en: "write a sequence as 'mashang export ledger' lists them, the id of an entry, or the number of a complaint")

    static func nothingNamed(_ id: String) -> RecordProblem {
        let id = id.prefix(64)
        return .init("id", Text(zh: "没有记录对应“\(id)”；\(ids.zh)", en: "no entry has the id '\(id)'; \(ids.en)"))
    }

    static func isOperator(_ name: String) -> RecordProblem {
        .init(
            "id",
            Text(
                zh: "\(name)仍是登记人员：没有删除；请先用 mashang operator remove 删除其登记资格",
                en:
                    "\(name) may still enter records: nothing was erased; remove the person first with 'mashang operator remove'"
            ))
    }

    static func ambiguous(_ id: String) -> RecordProblem {
        let id = id.prefix(64)
        return .init(
            "id",
            Text(
                zh: "“\(id)”对应不同的记录；请写 sequence:\(id)、entry:\(id) 或 complaint:\(id)",
                en: "'\(id)' names different entries; write sequence:\(id), entry:\(id) or complaint:\(id)"))
    }

    static func nothingToErase(_ id: String, _ sequences: [Int64]) -> RecordProblem {
        let (id, entries) = (id.prefix(64), sequences.map(String.init).joined(separator: ", "))
        return .init(
            "id",
            Text(
                zh: "“\(id)”（记录\(entries)）没有可删除的姓名、文字或照片，或已删除",
                en:
                    "'\(id)' (entries \(entries)) has no names, texts or photographs to erase, or they were erased already"
            ))
    }

    static func unreadLedger(_ reason: String) -> RecordProblem {
        .init(
            "journal", isNotNow: true, Text(zh: "台账读不出：\(reason)", en: "the ledger cannot be read: \(reason)"))
    }
}
