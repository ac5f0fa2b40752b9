/// What the facilities around had to show in the hours before a complaint, put together when it came in, so that nobody
/// has to remember it later.
public struct Evidence: Codable, Hashable, Sendable {
    /// Of the complaint.
    public var complaint: String
    /// When the hours that were looked at began, and when they ended.
    public var from: Timestamp
    public var until: Timestamp
    /// Of the complaint, where it has one; nil in evidence of 0.1.0.
    public var category: Complaint.Category?
    /// Every facility that was looked at, also one that had nothing to show.
    public var facilities: [OfFacility]

    public init(
        complaint: String, from: Timestamp, until: Timestamp, category: Complaint.Category? = nil,
        facilities: [OfFacility]
    ) {
        self.complaint = complaint
        self.from = from
        self.until = until
        self.category = category
        self.facilities = facilities
    }

    /// The facilities that may have to do with the complaint.
    public var relevant: [OfFacility] { facilities.filter(\.isRelevant) }

    /// How many may have to do with it, and how many of them were out of order.
    public var summary: Text {
        let (all, faulty) = (relevant.count, relevant.count(where: \.isFaulty))
        return Text(
            zh: "周边相关设施\(all)个，其中\(faulty)个异常",
            en: "\(all) facilities around that may have to do with it, \(faulty) out of order")
    }

    /// What the facilities around had to show, a line each. It names them: for the bureau and the operator, and not for the
    /// public.
    public var details: [Text] { relevant.flatMap { ($0.lines ?? []).map(\.text) } }

    /// What one finding of a facility has to do with the complaint.
    public struct Line: Codable, Hashable, Sendable {
        public var rule: String
        public var level: Finding.Level
        /// How long it held in those hours.
        public var minutes: Double
        /// When it last held.
        public var last: Timestamp
        public var text: Text

        public init(rule: String, level: Finding.Level, minutes: Double, last: Timestamp, text: Text) {
            self.rule = rule
            self.level = level
            self.minutes = minutes
            self.last = last
            self.text = text
        }
    }

    public struct OfFacility: Codable, Hashable, Sendable {
        public var code: Facility.Code
        /// Nil in evidence of 0.1.0.
        public var kind: Facility.Kind?
        public var name: String
        /// As it was when the complaint came in.
        public var light: Light
        /// Those that were in force at some time of those hours.
        public var findings: [Finding]
        public var readings: [Figure]
        /// What may have to do with the complaint, the most relevant first; nil for a facility that has nothing to do with it, and
        /// in evidence of 0.1.0.
        public var lines: [Line]?

        public init(code: Facility.Code, name: String, light: Light, findings: [Finding], readings: [Figure]) {
            self.code = code
            self.name = name
            self.light = light
            self.findings = findings
            self.readings = readings
        }

        /// Whether it may have to do with the complaint; of evidence of 0.1.0 nobody knows.
        public var isRelevant: Bool { kind == nil || lines != nil }

        /// The levels of what may have to do with the complaint. Complaints themselves are no evidence.
        private var levels: [Finding.Level] {
            lines?.map(\.level) ?? findings.filter { !$0.rule.hasPrefix("complaint.") }.map(\.level)
        }

        public var isFaulty: Bool { isRelevant && levels.contains { $0 != .grey } }
        public var isUnjudged: Bool {
            isRelevant && !isFaulty && (levels.contains(.grey) || kind == nil && light == .grey)
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
