/// How well a day went, in points that anybody can add up again, and what follows from the grade.
public struct Assessment: Codable, Hashable, Sendable {
    public enum Grade: String, Codable, Hashable, Sendable, CaseIterable {
        case a = "A"
        case b = "B"
        case c = "C"
        case d = "D"
    }

    /// One part of the score.
    public struct Part: Codable, Hashable, Sendable {
        public var text: Text
        public var points: Double
        /// The most that this part can give.
        public var of: Double

        public init(_ text: Text, _ points: Double, of: Double) {
            self.text = text
            self.points = points
            self.of = of
        }
    }

    /// The day that is graded.
    public var day: Day
    /// 0 to 100: the points of all parts, of all that they can give.
    public var score: Double
    public var grade: Grade
    public var parts: [Part]
    /// What a site of this grade may or must do.
    public var measures: Text
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
