/// The grade of one day, as the account of a later day keeps it among the counters of `dust.grade`.
public struct GradedDay: Hashable, Sendable {
    /// The day that is graded.
    public var day: Day
    /// The grade; nil where too little of the day had data.
    public var grade: Assessment.Grade?
    /// Points of 100; nil where there is no grade.
    public var score: Double?

    public init(_ day: Day, _ grade: Assessment.Grade?, score: Double?) {
        (self.day, self.grade, self.score) = (day, grade, score)
    }

    /// The rule whose counters contain the grade.
    public static let rule = "dust.grade"

    /// The grade as counters: the number of the day, the place of the grade from 1, and the score.
    public var counters: [String: Double] {
        var counters = ["gradedDay": Double(day.number)]
        counters["grade"] = grade.flatMap { Assessment.Grade.allCases.firstIndex(of: $0) }.map { Double($0 + 1) }
        counters["score"] = score
        return counters
    }

    /// Reads the grade of an account; nil where it has none.
    public init?(_ account: Account) {
        guard let counters = account.counters[Self.rule],
            let number = counters["gradedDay"].flatMap(Int64.init(exactly:))
        else { return nil }
        let grades = Assessment.Grade.allCases
        let index = counters["grade"].flatMap(Int.init(exactly:)).map { $0 - 1 }
        self.init(
            Day(number: number), index.flatMap { grades.indices.contains($0) ? grades[$0] : nil },
            score: counters["score"])
    }
}
