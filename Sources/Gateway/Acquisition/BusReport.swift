public import Facilities
public import Modbus

/// How a bus and the devices on it are doing.
public struct BusReport: Codable, Sendable {
    /// One unit.
    public struct Device: Codable, Sendable {
        /// By its bus and unit: `plc/5`.
        public var device: DeviceID
        public var unit: UInt8
        /// The device entries that get what is read of it.
        public var serves: [DeviceEntry]
        public var counts: DeviceCounts
        /// When it failed first; nil while it answers.
        public var offlineSince: Timestamp?
        /// How long it may take to answer, in milliseconds.
        public var timeout: Int
        /// What it refuses to give, as the entries call it.
        public var refused: [Quantity]
        /// Whether it answers nothing across registers that it lacks, so that they are read in parts.
        public var avoidsHoles = false
    }

    /// Where it is.
    public var endpoint: String
    /// On a serial line, also one behind a serial server.
    public var isSerial: Bool
    /// The share of the last minute in which the line was busy, 0 to 1.
    public var busy: Double
    /// Why nothing can be asked at all, in English for programs.
    public var lineDown: String?
    /// The same for people; the advice has it.
    public var lineDownText: Text?
    /// The other process that has its port; nil where it is free, or nobody can be seen.
    public var heldBy: PortHolder?
    /// When another master was heard on the line, if that was within the last hour: readings around then are uncertain.
    public var otherMaster: Timestamp?
    /// Until when a technician has the line.
    public var suspendedUntil: Timestamp?
    public var devices: [Device]
}
