/// The name of a photograph: the SHA-256 of its bytes as they are kept, 64 hexadecimal digits in lower case.
public struct PhotographID: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let rawValue: String

    /// Nil for what are not 64 digits, so that a name from outside is never a path.
    public init?(rawValue: String) {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }
        guard rawValue.utf8.count == 64, rawValue.utf8.allSatisfy(isDigit) else { return nil }
        self.rawValue = rawValue
    }

    public var description: String { rawValue }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension PhotographID: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = PhotographID(rawValue: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text.prefix(80)) is no SHA-256"))
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

/// A list of photographs, or their names in one text with commas between them.
extension [PhotographID]: FieldCoded {
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
