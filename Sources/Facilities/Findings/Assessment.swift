/// The assessment of a day in points that anybody can add up again, and the consequences of the grade.
public struct Assessment: Codable, Hashable, Sendable {
    /// The grade; A is the best.
    public enum Grade: String, Codable, Hashable, Sendable, CaseIterable {
        case a = "A"
        case b = "B"
        case c = "C"
        case d = "D"
    }

    /// One part of the score.
    public struct Part: Codable, Hashable, Sendable {
        /// The name of the part, with the counts behind it.
        public var text: Text
        /// The points that this part gave.
        public var points: Double
        /// The most points that this part can give.
        public var of: Double

        public init(_ text: Text, _ points: Double, of: Double) {
            self.text = text
            self.points = points
            self.of = of
        }
    }

    /// The day that is graded.
    public var day: Day
    /// The points of all parts, as a percentage of all that they can give: 0 to 100.
    public var score: Double
    /// The grade that the score gives.
    public var grade: Grade
    /// The parts whose points add up.
    public var parts: [Part]
    /// The measures that a site of this grade may or must take.
    public var measures: Text
    /// The source of the formula.
    public var source: String
    /// Whether the formula was read in the source.
    public var verified: Bool

    public init(
        day: Day, score: Double, grade: Grade, parts: [Part], measures: Text, source: String, verified: Bool
    ) {
        self.day = day
        self.score = score
        self.grade = grade
        self.parts = parts
        self.measures = measures
        self.source = source
        self.verified = verified
    }
}
