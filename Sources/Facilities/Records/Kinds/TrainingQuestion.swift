/// A question of a training with one right answer.
public struct TrainingQuestion: Hashable, Sendable {
    /// The question, at most 120 characters.
    public var text: String
    /// The answers to choose from, 2 to 4.
    public var answers: [String]
    /// The index of the right answer; 0 is the first.
    public var right: Int
    /// The number of the step that answers it, from 1; nil where no single one does.
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

    init?(_ members: FieldValues) {
        guard case .text(let text)? = members["text"], case .list(let answers)? = members["answers"],
            case .number(let right)? = members["right"]
        else { return nil }
        // No answer and no step has the number of what is no whole one.
        self.init(text, answers, right: Int(exactly: right) ?? -1)
        if case .number(let number)? = members["step"] { step = Int(exactly: number) ?? 0 }
    }

    var members: FieldValues {
        var members: FieldValues = [
            "text": .text(text), "answers": .list(answers), "right": .number(Double(right)),
        ]
        members["step"] = step.map { .number(Double($0)) }
        return members
    }
}
