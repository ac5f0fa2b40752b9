/// A station as a platform of HJ 212 knows it: a number, and what is sent under it.
public struct PlatformStation: Hashable, Sendable {
    /// One quantity of one device under the code of a factor.
    public struct Channel: Hashable, Sendable {
        public var facility: Facility.Code
        public var device: DeviceID
        public var quantity: Quantity
        /// `a34001`
        public var code: String
        /// In which it is sent.
        public var unit: PhysicalUnit
        /// Behind the point.
        public var digits: Int
        /// The serial number of the instrument; nil where nobody said.
        public var serial: String?

        public init(
            _ facility: Facility.Code, _ device: DeviceID, _ quantity: Quantity, code: String, unit: PhysicalUnit,
            digits: Int, serial: String? = nil
        ) {
            (self.facility, self.device, self.quantity) = (facility, device, quantity)
            (self.code, self.unit, self.digits, self.serial) = (code, unit, digits, serial)
        }
    }

    /// A machine whose state is measured, 1 or 0, in the order of its number: the first is `SB1`.
    public struct Machine: Hashable, Sendable {
        public var facility: Facility.Code
        public var device: DeviceID
        public var quantity: Quantity

        public init(_ facility: Facility.Code, _ device: DeviceID, _ quantity: Quantity) {
            (self.facility, self.device, self.quantity) = (facility, device, quantity)
        }
    }

    /// `MN`, which the platform hands out.
    public var number: String
    /// `ST`, two digits.
    public var system: String
    public var facilities: [Facility.Code]
    /// Each has a code of its own.
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
