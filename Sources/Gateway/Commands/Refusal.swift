import Facilities

/// The reason why a command was not carried out. A refused command has no effect at all.
struct Refusal: Error {
    var problems: [RecordProblem]
    /// Whether a repetition of the command gets the same answer for 30 days: it was refused for its content, and not for a
    /// temporary reason.
    var isLasting = false

    init(problems: [RecordProblem], isLasting: Bool = false) {
        self.problems = problems
        self.isLasting = isLasting
    }

    init(_ problem: RecordProblem) {
        self.init(problems: [problem])
    }
}
