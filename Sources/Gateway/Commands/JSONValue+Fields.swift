import Facilities

extension JSONValue {
    /// The members of an object as the fields of a form; nil if it is no object.
    var fields: [String: FieldValue]? {
        if case .object(let members) = self { members.mapValues(\.field) } else { nil }
    }

    private func list(_ values: [JSONValue]) -> FieldValue {
        let texts = values.compactMap(\.string)
        return texts.count == values.count ? .list(texts) : .other
    }

    private var field: FieldValue {
        switch self {
        case .string(let text): .text(text)
        case .integer(let integer): .number(Double(integer))
        case .number(let number): .number(number)
        case .null: .nothing
        case .array(let values): list(values)
        case .object, .bool: .other
        }
    }
}
