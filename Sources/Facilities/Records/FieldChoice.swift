/// A type with a few values, each with a title that a form shows.
public protocol FieldChoice: FieldCoded, RawRepresentable, CaseIterable, Hashable where RawValue == String {
    /// The words that a form shows for the value.
    var title: Text { get }
}

/// A set is a list, or the values in one text with commas between them.
extension Set: FieldCoded where Element: FieldChoice {
    /// Reads a list of different values, or a text with commas between them.
    public init?(_ value: FieldValue) {
        guard let words = value.words else { return nil }
        let values = words.compactMap { Element(rawValue: $0) }
        guard values.count == words.count else { return nil }
        self.init(values)
    }

    /// The raw values in order, as a list.
    public var fieldValue: FieldValue { .list(map(\.rawValue).sorted()) }
}
