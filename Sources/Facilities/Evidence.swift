/// What the facilities around had to show in the hours before a complaint, put together when it came in, so that nobody
/// has to remember it later.
public struct Evidence: Codable, Hashable, Sendable {
    /// Of the complaint.
    public var complaint: String
    /// When the hours that were looked at began, and when they ended.
    public var from: Timestamp
    public var until: Timestamp
    /// Every facility that was looked at, also one that had nothing to show.
    public var facilities: [OfFacility]

    public init(complaint: String, from: Timestamp, until: Timestamp, facilities: [OfFacility]) {
        self.complaint = complaint
        self.from = from
        self.until = until
        self.facilities = facilities
    }

    /// How many were looked at, and how many had a yellow or a red finding.
    public var summary: Text {
        let found = facilities.count { $0.findings.contains { $0.level != .grey } }
        return Text(
            zh: "周边设施\(facilities.count)个，其中\(found)个有提醒或超标",
            en: "\(facilities.count) facilities around, \(found) of them with reminders or over a limit"
        )
    }

    public struct OfFacility: Codable, Hashable, Sendable {
        public var code: Facility.Code
        public var name: String
        /// As it was when the complaint came in.
        public var light: Light
        /// Those that were in force at some time of those hours.
        public var findings: [Finding]
        public var readings: [Figure]

        public init(code: Facility.Code, name: String, light: Light, findings: [Finding], readings: [Figure]) {
            self.code = code
            self.name = name
            self.light = light
            self.findings = findings
            self.readings = readings
        }
    }

    /// What one quantity was in those hours.
    public struct Figure: Codable, Hashable, Sendable {
        public var quantity: Quantity
        public var unit: PhysicalUnit
        public var mean: Double
        public var maximum: Double

        public init(quantity: Quantity, unit: PhysicalUnit, mean: Double, maximum: Double) {
            self.quantity = quantity
            self.unit = unit
            self.mean = mean
            self.maximum = maximum
        }
    }
}
