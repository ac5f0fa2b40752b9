/// The name of a device entry at a facility: the one in the configuration, or else its bus and unit: `line-1/3`.
public struct DeviceID: Hashable, Sendable, Codable, CustomStringConvertible {
    public var description: String

    /// Creates the name from its text.
    public init(_ description: String) {
        self.description = description
    }

    /// Creates the name of an entry without its own: the bus and the unit, 1 to 247.
    public init(bus: String, unit: UInt8) {
        description = "\(bus)/\(unit)"
    }

    /// Reads a name, also in the form of 0.1.0, which had the profile before the bus: `novus-np785@line-1/3`.
    init(modernising text: String) {
        description = text.firstIndex(of: "@").map { String(text[text.index(after: $0)...]) } ?? text
    }

    public init(from decoder: any Decoder) throws {
        self.init(modernising: try String(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}
