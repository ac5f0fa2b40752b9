import Facilities

/// A run of the program: it distinguishes this gateway from another one with the same id.
struct Instance: Codable, Hashable, Sendable, CustomStringConvertible {
    /// A random text of `0-9a-z`.
    let description: String

    /// The run of this process.
    static let current = Instance(EpochChange.newID())

    init(_ description: String) {
        self.description = description
    }

    init(from decoder: any Decoder) throws {
        description = try decoder.singleValueContainer().decode(String.self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
