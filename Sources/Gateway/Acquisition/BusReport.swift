public import Facilities
public import Modbus

/// The state of a bus and of the devices on it.
public struct BusReport: Codable, Sendable {
    /// A device, which is one unit of the bus.
    public struct Device: Codable, Sendable {
        /// The name of the bus and the number of the unit: `plc/5`.
        public var device: DeviceID
        /// The unit's number on the bus, 0 to 255.
        public var unit: UInt8
        /// The device entries that receive its readings.
        public var serves: [DeviceEntry]
        /// The numbers of its polls and answers since the gateway started.
        public var counts: DeviceCounts
        /// The time of the first failure since the device last answered; nil while it answers.
        public var offlineSince: Timestamp?
        /// The time in which it must answer, in milliseconds.
        public var timeout: Int
        /// The quantities that it refuses, by their names in the entries.
        public var refused: [Quantity]
        /// Whether the device does not answer requests that include registers it lacks, so that blocks are read in parts.
        public var avoidsHoles = false
    }

    /// The address or the device file of the bus.
    public var endpoint: String
    /// Whether it is a serial line, which includes a line behind a serial server.
    public var isSerial: Bool
    /// The share of the last minute in which the line was busy, 0 to 1.
    public var busy: Double
    /// The reason why no device can be polled at all, in English for programs; nil if they can.
    public var lineDown: String?
    /// The same reason for people, which the advice contains; nil if there is none.
    public var lineDownText: Text?
    /// The other process that has opened the serial port; nil if there is none, or it cannot be seen.
    public var heldBy: PortHolder?
    /// The time at which another master was heard on the line, if that was within the last hour: readings around it are
    /// uncertain.
    public var otherMaster: Timestamp?
    /// The time until which polling is suspended for a technician; nil if it is not.
    public var suspendedUntil: Timestamp?
    /// The devices on the bus.
    public var devices: [Device]
}
