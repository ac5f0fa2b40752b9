extension Evidence {
    public struct OfFacility: Codable, Hashable, Sendable {
        public var code: Facility.Code
        /// Nil in evidence of 0.1.0.
        public var kind: Facility.Kind?
        /// As it was when the complaint came in.
        public var light: Light
        /// What may have to do with the complaint, the most relevant first. Nil in evidence of 0.1.0, and in an earlier form for a
        /// facility that has nothing to do with it.
        public var lines: [Line]?
        /// How many lines and figures there were beside those that are kept; nil if there were none.
        public var more: Int?
        /// Of quantities that may have to do with the complaint.
        public var readings: [Figure]
        /// In earlier forms: its name, and every finding that was in force at some time of those hours.
        public private(set) var name: String?
        public private(set) var findings: [Finding]?

        public init(
            code: Facility.Code, kind: Facility.Kind, light: Light, lines: [Line], readings: [Figure] = []
        ) {
            self.code = code
            self.kind = kind
            self.light = light
            self.lines = lines
            self.readings = readings
        }

        /// Whether it may have to do with the complaint; of evidence of 0.1.0 nobody knows.
        public var isRelevant: Bool { kind == nil || lines != nil }

        /// The levels of what may have to do with the complaint. Complaints themselves are no evidence.
        private var levels: [Finding.Level] {
            lines?.map(\.level) ?? (findings ?? []).filter { !$0.rule.hasPrefix("complaint.") }.map(\.level)
        }

        public var isFaulty: Bool { isRelevant && levels.contains { $0 != .grey } }
        public var isUnjudged: Bool {
            isRelevant && !isFaulty && (levels.contains(.grey) || kind == nil && light == .grey)
        }
    }

    /// What one finding of a facility has to do with the complaint.
    public struct Line: Codable, Hashable, Sendable {
        public var rule: String
        /// Tells several findings of one rule apart; nil where there is just one.
        public var cause: String?
        public var level: Finding.Level
        /// How long it held in those hours.
        public var minutes: Double
        /// When it last held; nil if it still held when the complaint came in.
        public var last: Timestamp?
        public var figure: Double?
        public var limit: Double?
        public var unit: PhysicalUnit?
        /// Where it was measured, if the site gave the place a name.
        public var place: String?
        /// The whole sentence, in earlier forms only.
        public private(set) var text: Text?

        /// The rule of a line that says that nothing is judged that may have to do with the complaint.
        public static let nothingJudged = "notJudged"

        public init(rule: String, cause: String? = nil, level: Finding.Level, minutes: Double, last: Timestamp? = nil) {
            self.rule = rule
            self.cause = cause
            self.level = level
            self.minutes = minutes
            self.last = last
        }
    }
}
