/// A type whose values can be in a field of a record.
public protocol FieldCoded: Sendable {
    /// Reads the value of a field; nil if it is of another type, or is none of this type's values.
    init?(_ value: FieldValue)

    /// The value as a field contains it.
    var fieldValue: FieldValue { get }
}

extension Double: FieldCoded {
    /// Reads a number.
    public init?(_ value: FieldValue) {
        guard case .number(let number) = value else { return nil }
        self = number
    }

    public var fieldValue: FieldValue { .number(self) }
}

extension String: FieldCoded {
    /// Reads a text.
    public init?(_ value: FieldValue) {
        guard case .text(let text) = value else { return nil }
        self = text
    }

    public var fieldValue: FieldValue { .text(self) }
}

extension Timestamp: FieldCoded {
    /// Reads a time of RFC 3339.
    public init?(_ value: FieldValue) {
        guard case .text(let text) = value else { return nil }
        self.init(rfc3339: text)
    }

    public var fieldValue: FieldValue { .text(description) }
}

extension DeviceID: FieldCoded {
    /// Reads a device's name, also in the form of 0.1.0.
    public init?(_ value: FieldValue) {
        guard case .text(let text) = value else { return nil }
        self.init(modernising: text)
    }

    public var fieldValue: FieldValue { .text(description) }
}

extension FieldCoded where Self: RawRepresentable, RawValue == String {
    /// Reads the raw value of one of the type's cases.
    public init?(_ value: FieldValue) {
        guard case .text(let text) = value else { return nil }
        self.init(rawValue: text)
    }

    public var fieldValue: FieldValue { .text(rawValue) }
}

extension Quantity: FieldCoded {}
