/// What is to be learnt in a training, step by step.
public struct TrainingSteps: FieldCoded, Hashable {
    public var texts: [String]

    public init(_ texts: [String]) {
        self.texts = texts
    }

    public init?(_ value: FieldValue) {
        guard case .list(let texts) = value else { return nil }
        self.texts = texts
    }

    public var fieldValue: FieldValue { .list(texts) }
}

/// A question of a training, of whose answers one is right.
public struct TrainingQuestion: Hashable, Sendable {
    public var text: String
    public var answers: [String]
    /// The index of the right answer; 0 is the first.
    public var right: Int
    /// The number of the step that answers it; 1 is the first. Nil where no single one does.
    public var step: Int?

    public init(_ text: String, _ answers: [String], right: Int, step: Int? = nil) {
        (self.text, self.answers, self.right, self.step) = (text, answers, right, step)
    }

    static let fields = [
        RecordField("text", "题目", "question", .text(120), required: true),
        RecordField("answers", "答案", "answers", .texts(2...4, 60), required: true),
        RecordField("right", "正确答案的序号，从0起", "index of the right one, from 0", .number(0...3, .one), required: true),
        RecordField("step", "答案在第几步，从1起", "the step that answers it, from 1", .number(1...10, .one)),
    ]

    fileprivate init?(_ members: FieldValues) {
        guard case .text(let text)? = members["text"], case .list(let answers)? = members["answers"],
            case .number(let right)? = members["right"]
        else { return nil }
        // No answer and no step has the number of what is no whole one.
        self.init(text, answers, right: Int(exactly: right) ?? -1)
        if case .number(let number)? = members["step"] { step = Int(exactly: number) ?? 0 }
    }

    fileprivate var members: FieldValues {
        var members: FieldValues = [
            "text": .text(text), "answers": .list(answers), "right": .number(Double(right)),
        ]
        members["step"] = step.map { .number(Double($0)) }
        return members
    }
}

/// The three questions of a training.
public struct TrainingQuestions: FieldCoded, Hashable {
    /// How many a training has.
    public static let count = 3

    public var all: [TrainingQuestion]

    public init(_ all: [TrainingQuestion]) {
        self.all = all
    }

    public init?(_ value: FieldValue) {
        guard case .objects(let objects) = value else { return nil }
        all = objects.compactMap(TrainingQuestion.init)
        guard all.count == objects.count else { return nil }
    }

    public var fieldValue: FieldValue { .objects(all.map(\.members)) }

    /// How many of some answers are right.
    ///
    /// - Parameter given: the index of the answer that was given to each question.
    public func right(_ given: [Int]) -> Int { zip(all, given).count { $0.right == $1 } }

    /// What is wrong between the members of the questions.
    ///
    /// - Parameter steps: how many steps the training has.
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
