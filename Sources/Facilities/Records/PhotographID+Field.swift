/// Photographs are a list, or their names in one text with commas between them.
extension [PhotographID]: FieldCoded {
    /// Reads the names; nil where one is not a SHA-256.
    public init?(_ value: FieldValue) {
        guard let words = value.words else { return nil }
        let ids = words.compactMap { PhotographID(rawValue: $0) }
        guard ids.count == words.count else { return nil }
        self = ids
    }

    public var fieldValue: FieldValue { .list(map(\.rawValue)) }
}

extension Record {
    /// The photographs that belong to it, in the order of its form.
    public var photographs: [PhotographID] {
        let values = body.values
        return kind.type.fields.filter(\.isPhotographs)
            .flatMap { field in values[field.name].flatMap([PhotographID].init) ?? [] }
    }
}
