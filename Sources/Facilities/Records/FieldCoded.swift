/// A type that may stand in a field of a record.
public protocol FieldCoded: Sendable {
    /// Nil if the value is of another type, or is none of this type's values.
    init?(_ value: FieldValue)

    var fieldValue: FieldValue { get }
}

extension Double: FieldCoded {
    public init?(_ value: FieldValue) {
        guard case .number(let number) = value else { return nil }
        self = number
    }

    public var fieldValue: FieldValue { .number(self) }
}

extension String: FieldCoded {
    public init?(_ value: FieldValue) {
        guard case .text(let text) = value else { return nil }
        self = text
    }

    public var fieldValue: FieldValue { .text(self) }
}

extension Timestamp: FieldCoded {
    public init?(_ value: FieldValue) {
        guard case .text(let text) = value else { return nil }
        self.init(rfc3339: text)
    }

    public var fieldValue: FieldValue { .text(description) }
}

extension DeviceID: FieldCoded {
    public init?(_ value: FieldValue) {
        guard case .text(let text) = value else { return nil }
        self.init(modernising: text)
    }

    public var fieldValue: FieldValue { .text(description) }
}

extension FieldCoded where Self: RawRepresentable, RawValue == String {
    public init?(_ value: FieldValue) {
        guard case .text(let text) = value else { return nil }
        self.init(rawValue: text)
    }

    public var fieldValue: FieldValue { .text(rawValue) }
}

extension Quantity: FieldCoded {}

/// A list, or its values in one text with commas between them.
extension Set: FieldCoded where Element: FieldChoice {
    public init?(_ value: FieldValue) {
        guard let words = value.words else { return nil }
        let values = words.compactMap { Element(rawValue: $0) }
        guard values.count == words.count else { return nil }
        self.init(values)
    }

    public var fieldValue: FieldValue { .list(map(\.rawValue).sorted()) }
}

/// A type with a few values, each with a title that a form shows.
public protocol FieldChoice: FieldCoded, RawRepresentable, CaseIterable, Hashable where RawValue == String {
    var title: Text { get }
}
