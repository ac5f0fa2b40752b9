extension Evidence {
    /// The evidence of one facility.
    public struct OfFacility: Codable, Hashable, Sendable {
        /// The code of the facility.
        public var code: Facility.Code
        /// The kind of the facility; nil in evidence of 0.1.0.
        public var kind: Facility.Kind?
        /// The light when the complaint came in.
        public var light: Light
        /// The lines that may have to do with the complaint, the most relevant first. Nil in evidence of 0.1.0, and in
        /// an earlier form for a facility that has nothing to do with it.
        public var lines: [Line]?
        /// The number of lines and figures that are not contained; nil if there are none.
        public var more: Int?
        /// The figures of quantities that may have to do with the complaint.
        public var readings: [Figure]
        /// The name, in earlier forms only.
        public private(set) var name: String?
        /// Every finding that was in force at some time of those hours, in earlier forms only.
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

        /// Whether it may have to do with the complaint; evidence of 0.1.0 does not contain this, and counts as
        /// relevant.
        public var isRelevant: Bool { kind == nil || lines != nil }

        /// The levels of the relevant lines. Complaints themselves are no evidence.
        private var levels: [Finding.Level] {
            lines?.map(\.level) ?? (findings ?? []).filter { !$0.rule.hasPrefix("complaint.") }.map(\.level)
        }

        /// Whether one of the relevant rules had found a fault.
        public var isFaulty: Bool { isRelevant && levels.contains { $0 != .grey } }
        /// Whether no fault was found, and a relevant rule could not be judged.
        public var isUnjudged: Bool {
            isRelevant && !isFaulty && (levels.contains(.grey) || kind == nil && light == .grey)
        }
    }

    /// One finding of a facility that may have to do with the complaint.
    public struct Line: Codable, Hashable, Sendable {
        /// The rule that found it.
        public var rule: String
        /// The cause that distinguishes several findings of one rule; nil for a single one.
        public var cause: String?
        /// The level at which it held.
        public var level: Finding.Level
        /// The minutes for which it held in those hours.
        public var minutes: Double
        /// The time at which it last held; nil if it still held when the complaint came in.
        public var last: Timestamp?
        /// The figure that was found, in `unit`; nil where there was none.
        public var figure: Double?
        /// The limit of the figure, in `unit`.
        public var limit: Double?
        /// The unit of `figure` and `limit`.
        public var unit: PhysicalUnit?
        /// The place of the measurement, if the site gave it a name.
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
