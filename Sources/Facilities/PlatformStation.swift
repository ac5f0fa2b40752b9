/// A station as a platform of HJ 212 knows it: a number, and what is sent under it.
public struct PlatformStation: Hashable, Sendable {
    /// One quantity of one device under the code of a factor.
    public struct Channel: Hashable, Sendable {
        public var facility: Facility.Code
        public var device: DeviceID
        public var quantity: Quantity
        /// `a34001`
        public var code: String
        /// The unit in which it is sent.
        public var unit: PhysicalUnit
        /// The digits after the decimal point.
        public var digits: Int
        /// The serial number of the instrument; nil if the configuration names none.
        public var serial: String?
        /// The device that measures the air flow which carries the factor away, so that an amount can be computed. Nil if
        /// nothing measures it, or if more than one does.
        public var flow: DeviceID?

        public init(
            _ facility: Facility.Code, _ device: DeviceID, _ quantity: Quantity, code: String, unit: PhysicalUnit,
            digits: Int, serial: String? = nil, flow: DeviceID? = nil
        ) {
            (self.facility, self.device, self.quantity) = (facility, device, quantity)
            (self.code, self.unit, self.digits) = (code, unit, digits)
            (self.serial, self.flow) = (serial, flow)
        }
    }

    /// A fan or a purifier, in the order of its number: the first is `SB1`.
    public struct Machine: Hashable, Sendable {
        public var facility: Facility.Code
        public var device: DeviceID
        /// The contact that reports 1 or 0, or the current.
        public var quantity: Quantity
        /// The value above which it runs, in the unit of the quantity.
        public var threshold: Double

        public init(_ facility: Facility.Code, _ device: DeviceID, _ quantity: Quantity, above threshold: Double = 0) {
            (self.facility, self.device, self.quantity) = (facility, device, quantity)
            self.threshold = threshold
        }

        /// Whether its hours are counted by minutes, because the mean of its values is not the share of time in which it ran.
        public var isCurrent: Bool { quantity == .fanCurrent || quantity == .purifierCurrent }
    }

    /// `MN`, which the platform hands out.
    public var number: String
    /// `ST`, two digits.
    public var system: String
    public var facilities: [Facility.Code]
    /// The channels, each with a code of its own.
    public var channels: [Channel]
    public var machines: [Machine]

    public init(
        _ number: String, system: String, facilities: [Facility.Code], channels: [Channel] = [],
        machines: [Machine] = []
    ) {
        (self.number, self.system, self.facilities) = (number, system, facilities)
        (self.channels, self.machines) = (channels, machines)
    }
}
