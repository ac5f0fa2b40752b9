/// One quantity of one device entry at a facility, as the configuration declares it.
public struct Channel: Hashable, Sendable {
    /// The identity of a channel within a facility. A change of the device's profile does not change it.
    public struct ID: Codable, Hashable, Sendable, CustomStringConvertible {
        /// The device at the facility.
        public var device: DeviceID
        /// The quantity that the device measures.
        public var quantity: Quantity

        public init(_ device: DeviceID, _ quantity: Quantity) {
            self.device = device
            self.quantity = quantity
        }

        /// `p1/pressureDrop`, as findings name it in their cause.
        public var description: String { "\(device)/\(quantity.rawValue)" }
    }

    public var id: ID
    /// The place of the measurement, as the site calls it: `一级箱`. Empty where nobody gave one.
    public var place: String
    /// The time between two readings.
    public var period: Duration
    /// The range of the instrument, in the reading's unit; nil for an unlimited one.
    public var range: ClosedRange<Double>?
    /// Whether it belongs to standby equipment, which need not run while the other does.
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

    /// The minutes between two readings; 1 where it is read once a minute, or more often.
    public var minutesOfReading: Int { max(1, Int((period.inSeconds / 60).rounded(.up))) }

    /// Whether the instrument can show that a value is past the limit; the end of its range counts as past it.
    public func canShow(_ limit: Double, _ side: LimitSide) -> Bool {
        guard let range else { return true }
        return side == .above ? limit <= range.upperBound : limit >= range.lowerBound
    }
}
