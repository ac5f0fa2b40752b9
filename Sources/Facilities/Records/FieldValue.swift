/// The values of the fields of a form, by name.
public typealias FieldValues = [String: FieldValue]

/// The value of a field, however it was written: JSON, a form, a command.
public enum FieldValue: Hashable, Sendable {
    case number(Double)
    case text(String)
    /// Null, or an absent field.
    case nothing
    case list([String])
    /// A list of objects, such as the questions of a training.
    case objects([[String: FieldValue]])
    /// An object, a truth value, a list of something else: never valid.
    case other

    /// Whether it is nothing, or a text without visible characters.
    public var isBlank: Bool {
        switch self {
        case .nothing: true
        case .text(let text): text.allSatisfy(\.isWhitespace)
        case .list(let values): values.isEmpty
        case .objects(let values): values.isEmpty
        case .number, .other: false
        }
    }
}

extension FieldValue {
    /// The words of a list, or of one text with commas between them; nil for another type.
    var words: [String]? {
        switch self {
        case .list(let list): list
        case .text(let text): text.split(separator: ",").map(String.init)
        case .number, .objects, .nothing, .other: nil
        }
    }
}

extension [String: FieldValue] {
    /// Whether a field is filled in.
    public func has(_ name: String) -> Bool {
        guard let value = self[name] else { return false }
        return !value.isBlank
    }

    /// Returns the text of a field; nil where it has none.
    public func text(_ name: String) -> String? {
        if case .text(let text)? = self[name] { text } else { nil }
    }

    /// Returns the time of a field in RFC 3339; nil where it has none.
    public func time(_ name: String) -> Timestamp? { text(name).flatMap(Timestamp.init(rfc3339:)) }
}
