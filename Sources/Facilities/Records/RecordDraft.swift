/// A record as it came in, before it is checked.
public struct RecordDraft: Hashable, Sendable {
    /// The fields that every record has: `at`, `by`.
    public var head: FieldValues
    /// The fields of its kind, and `kind` itself.
    public var body: FieldValues

    public init(head: FieldValues, body: FieldValues) {
        self.head = head
        self.body = body
    }

    /// Creates the draft that would become a record.
    public init(_ record: Record) {
        head = ["at": record.at.fieldValue, "by": .text(record.by)]
        body = record.body.values
        body[RecordKind.key] = .text(record.kind.rawValue)
    }

    /// The kind that it names; nil for an unknown one.
    public var kind: RecordKind? { body.text(RecordKind.key).flatMap(RecordKind.init) }
}
