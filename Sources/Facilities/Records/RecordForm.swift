/// The fields of a kind of record, and the only conversion of a draft to a record.
public struct RecordForm: Sendable {
    /// The kind whose form it is.
    public let kind: RecordKind

    public init(_ kind: RecordKind) {
        self.kind = kind
    }

    /// The fields of the kind, without `kind` itself, which selects the form.
    public var fields: [RecordField] { kind.type.fields }

    /// The fields that every record has: when and by whom. A record without a time has the time of its entry.
    public static let head = [
        RecordField("at", "时间", "when", .time),
        RecordField("by", "填写人", "by whom", .text(60), required: true, personal: true),
    ]

    /// Converts a draft of this kind to a record.
    ///
    /// - Parameter now: The time of the entry. A record may be up to five minutes later, for clocks that differ.
    /// - Throws: `WrongDraft` with everything that is wrong with it.
    public func record(_ draft: RecordDraft, now: Timestamp) throws(WrongDraft) -> Record {
        let problems = problems(with: draft, now: now)
        guard problems.isEmpty else { throw WrongDraft(problems: problems) }
        do {
            let body = try kind.type.init(own(draft.body))
            return Record(at: draft.head.time("at") ?? now, by: draft.head.text("by") ?? "", body)
        } catch {
            throw WrongDraft(problems: [error])
        }
    }

    /// Returns everything that is wrong with a draft.
    public func problems(with draft: RecordDraft, now: Timestamp) -> [RecordProblem] {
        let body = own(draft.body)
        var problems = Self.problems(in: draft.head, of: Self.head) + Self.problems(in: body, of: fields)
        if let at = draft.head.time("at"), at > now + .minutes(5) {
            problems.append(.init("at", Text(zh: "时间（at）不能晚于现在", en: "when (at) is in the future")))
        }
        if let at = draft.head.time("at"), at < Self.earliest {
            problems.append(.init("at", Text(zh: "时间（at）不能早于2000年", en: "when (at) is before the year 2000")))
        }
        let time = draft.head.has("at") ? draft.head.time("at") : now
        return problems + kind.type.problems(between: body, at: time, now: now)
    }

    /// The unknown fields that are named at most.
    private static let mostUnknown = 5

    /// The earliest time of a record: the year 2000.
    private static let earliest = Timestamp(seconds: 946_684_800)

    private func own(_ body: FieldValues) -> FieldValues { body.filter { $0.key != RecordKind.key } }

    private static func problems(in values: FieldValues, of fields: [RecordField]) -> [RecordProblem] {
        let wrong = fields.compactMap { $0.problem(with: values[$0.name] ?? .nothing) }
        let known = fields.map(\.name)
        // A sender may have made up thousands.
        let unknown = values.keys.filter { !known.contains($0) }.sorted().prefix(mostUnknown).map { name in
            let (name, names) = (String(name.prefix(64)), known.joined(separator: ", "))
            return RecordProblem(
                name, Text(zh: "没有“\(name)”这个字段；可填：\(names)", en: "there is no field \(name); there are \(names)")
            )
        }
        return wrong + unknown
    }
}
