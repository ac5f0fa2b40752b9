/// The subject of a reading. Profiles may name quantities of their own; rules know those that are named here.
///
/// It is a number that stands for its name, so that samples are copied, compared and searched without texts. Numbers
/// differ from run to run; only names are stored and sent.
public struct Quantity: RawRepresentable, Hashable, Sendable {
    /// The position among the known quantities, or behind these, among those of profiles.
    public let number: UInt16

    /// Creates the known quantity with a number.
    init(_ number: UInt16) {
        self.number = number
    }

    /// Returns the quantity of a name, of which a new one is remembered until the program ends; nil for a new one where
    /// that has no place. What is only asked about is looked up with `init(known:)`.
    public init?(rawValue: String) {
        guard let known = Quantity(known: rawValue) ?? OwnQuantities.add(rawValue).map(Self.init(own:)) else {
            return nil
        }
        self = known
    }

    /// Returns the quantity of a name; nil for a name that nothing has so far.
    public init?(known name: String) {
        if let number = Self.numbers[name] {
            self.init(number)
        } else if let place = OwnQuantities.place(of: name) {
            self.init(own: place)
        } else {
            return nil
        }
    }

    private init(own place: Int) {
        number = UInt16(Self.facts.count + place)
    }

    /// The name in profiles, configurations and messages.
    public var rawValue: String {
        facts?.name ?? OwnQuantities.name(at: Int(number) - Self.facts.count)
    }

    public static func == (left: Quantity, right: Quantity) -> Bool { left.number == right.number }

    public func hash(into hasher: inout Hasher) { hasher.combine(number) }

    /// The unit of its readings after decoding; nil for a quantity of a profile's own.
    public var unit: PhysicalUnit? { facts?.unit }

    /// The name that people use; its own name if it has no other.
    public var title: Text { facts?.title ?? Text(zh: rawValue, en: rawValue) }

    /// The way in which a mean is computed.
    public enum Averaging: Codable, Hashable, Sendable {
        case arithmetic
        /// The level of the mean energy, for levels in decibels.
        case energy
        /// The direction of the mean unit vector, for directions in degrees.
        case direction
    }

    /// The way in which its mean is computed.
    public var averaging: Averaging {
        switch self {
        case .noise: .energy
        case .windDirection: .direction
        default: .arithmetic
        }
    }

    /// All quantities that rules know, in the order of their names.
    public static var all: [Quantity] { numbers.sorted { $0.key < $1.key }.map { Quantity($0.value) } }
}

/// The encoded form is the name.
extension Quantity: Codable {
    public init(from decoder: any Decoder) throws {
        let name = try String(from: decoder)
        guard let quantity = Quantity(rawValue: name) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "there are too many quantities"))
        }
        self = quantity
    }

    public func encode(to encoder: any Encoder) throws {
        try rawValue.encode(to: encoder)
    }
}
