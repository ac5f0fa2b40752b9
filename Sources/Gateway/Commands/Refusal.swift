import Facilities

/// Why a command was not carried out. Nothing of it was.
struct Refusal: Error {
    var problems: [RecordProblem]
    /// Whether a repeat of the command gets the same answer for 30 days: it was refused for what it says, and not for what was
    /// possible at that moment.
    var isLasting = false

    init(problems: [RecordProblem], isLasting: Bool = false) {
        self.problems = problems
        self.isLasting = isLasting
    }

    init(_ problem: RecordProblem) {
        self.init(problems: [problem])
    }
}
