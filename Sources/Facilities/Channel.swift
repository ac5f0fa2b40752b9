/// One quantity of one device entry at a facility, as the configuration declares it.
public struct Channel: Hashable, Sendable {
    /// What tells the channels of a facility apart. A change of the device's profile does not change it.
    public struct ID: Codable, Hashable, Sendable, CustomStringConvertible {
        public var device: DeviceID
        public var quantity: Quantity

        public init(_ device: DeviceID, _ quantity: Quantity) {
            self.device = device
            self.quantity = quantity
        }

        /// `p1/pressureDrop`, as findings name it in their cause.
        public var description: String { "\(device)/\(quantity.rawValue)" }
    }

    public var id: ID
    /// Where it measures, as the site calls it: `一级箱`. Empty where nobody said.
    public var place: String
    /// How often it is read.
    public var period: Duration
    /// What the instrument can measure, in the reading's unit; nil for anything.
    public var range: ClosedRange<Double>?
    /// Of equipment that stands by: it need not run while the other does.
    public var isStandby: Bool

    public init(
        _ device: DeviceID, _ quantity: Quantity, place: String = "", period: Duration = .seconds(1),
        range: ClosedRange<Double>? = nil, isStandby: Bool = false
    ) {
        id = ID(device, quantity)
        self.place = place
        self.period = period
        self.range = range
        self.isStandby = isStandby
    }

    /// In how many minutes it has one reading; 1 where it is read once a minute, or more often.
    public var minutesOfReading: Int { max(1, Int((period.inSeconds / 60).rounded(.up))) }

    /// Whether the instrument can show that a value is past the limit: one at the end of its range counts as past it.
    public func canShow(_ limit: Double, _ side: Threshold.Side) -> Bool {
        guard let range else { return true }
        return side == .above ? limit <= range.upperBound : limit >= range.lowerBound
    }
}

/// How the values of several channels become the one figure that a rule needs.
public enum Combination: String, Codable, Hashable, Sendable, CaseIterable {
    case sum, mean, max

    /// Nil of no values.
    public func combine(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sum = values.reduce(0, +)
        return switch self {
        case .sum: sum
        case .mean: sum / Double(values.count)
        case .max: values.max()
        }
    }
}

extension Quantity {
    /// Quantities of which a rule needs one figure, so that several channels at a facility need a `combine:`.
    public static let combined: Set<Quantity> = [.airFlow, .vocIn, .vocOut, .fumeIn, .carbonWeight, .stovesOn]
}
