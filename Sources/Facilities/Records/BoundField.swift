/// A field of a kind of record, and the property that it fills in.
public struct BoundField<Owner>: Sendable {
    /// The field, as forms show it.
    public var field: RecordField
    private let read: @Sendable (inout Owner, FieldValue) -> Bool
    private let write: @Sendable (Owner) -> FieldValue

    /// Returns a field that every record of the kind has.
    ///
    /// - Parameter personal: Whether it names a person or is free text, and can be erased.
    public static func required<Value: FieldCoded>(
        _ name: String, _ zh: String, _ en: String, _ path: any WritableKeyPath<Owner, Value> & Sendable,
        _ content: RecordField.Content, personal: Bool = false
    ) -> Self {
        Self(
            field: RecordField(name, zh, en, content, required: true, personal: personal),
            read: { owner, value in
                guard let value = Value(value) else { return false }
                owner[keyPath: path] = value
                return true
            },
            write: { $0[keyPath: path].fieldValue })
    }

    /// Returns a field that a record may have.
    ///
    /// - Parameters:
    ///   - required: Whether a new record must have it, though older ones may not.
    ///   - personal: Whether it names a person or is free text, and can be erased.
    public static func optional<Value: FieldCoded>(
        _ name: String, _ zh: String, _ en: String, _ path: any WritableKeyPath<Owner, Value?> & Sendable,
        _ content: RecordField.Content, required: Bool = false, personal: Bool = false
    ) -> Self {
        Self(
            field: RecordField(name, zh, en, content, required: required, personal: personal),
            read: { owner, value in
                guard !value.isBlank else { return true }
                guard let value = Value(value) else { return false }
                owner[keyPath: path] = value
                return true
            },
            write: { $0[keyPath: path]?.fieldValue ?? .nothing })
    }

    func fill(_ owner: inout Owner, from values: FieldValues) throws(RecordProblem) {
        let value = values[field.name] ?? .nothing
        guard read(&owner, value) else {
            throw field.problem(Text(zh: "无法读取", en: "cannot be read"))
        }
    }

    func value(of owner: Owner) -> FieldValue { write(owner) }
}
