/// The three questions of a training.
public struct TrainingQuestions: FieldCoded, Hashable {
    /// The number of questions of a training.
    public static let count = 3

    /// The questions in order.
    public var all: [TrainingQuestion]

    public init(_ all: [TrainingQuestion]) {
        self.all = all
    }

    /// Reads a list of objects; nil where one is not a question.
    public init?(_ value: FieldValue) {
        guard case .objects(let objects) = value else { return nil }
        all = objects.compactMap(TrainingQuestion.init)
        guard all.count == objects.count else { return nil }
    }

    public var fieldValue: FieldValue { .objects(all.map(\.members)) }

    /// Returns how many of some answers are right.
    ///
    /// - Parameter given: The index of the answer to each question.
    public func right(_ given: [Int]) -> Int { zip(all, given).count { $0.right == $1 } }

    /// Returns what is wrong between the members of the questions.
    ///
    /// - Parameter steps: The number of steps of the training.
    func problems(steps: Int) -> [RecordProblem] {
        all.enumerated().compactMap { index, question in
            let number = index + 1
            let text: Text? =
                if !question.answers.indices.contains(question.right) {
                    Text(
                        zh: "第\(number)题（questions）没有这个序号的答案：right 应为0至\(question.answers.count - 1)",
                        en: "question \(number) (questions) has no such answer: right is a whole number from 0 to "
                            + "\(question.answers.count - 1)")
                } else if Set(question.answers).count < question.answers.count {
                    Text(
                        zh: "第\(number)题（questions）有相同的答案",
                        en: "question \(number) (questions) has the same answer twice")
                } else if let step = question.step, !(1...max(1, steps)).contains(step) {
                    Text(
                        zh: "第\(number)题（questions）写的步骤（step）不存在：共\(steps)步",
                        en: "question \(number) (questions) names no step (step): there are \(steps)")
                } else {
                    nil
                }
            return text.map { RecordProblem("questions", $0) }
        }
    }
}
