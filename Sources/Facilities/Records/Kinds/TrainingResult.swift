/// The answers of a person to the three questions of a training.
public struct TrainingResult: RecordContent {
    public static let kind = RecordKind(
        "trainingResult", "培训答题", "training answered", at: [], broker: .never, by: Set(Operator.Role.allCases))

    /// The id of the notice that is the training.
    public var id: String
    /// The number of right answers.
    public var right: Double

    public init(id: String, right: Int) {
        (self.id, self.right) = (id, Double(right))
    }

    public init() { self.init(id: "", right: 0) }

    public static let form: [BoundField<Self>] = [
        .required("id", "培训编号", "id of the training", \.id, .text(64)),
        .required(
            "right", "答对题数", "right answers, of 3", \.right, .number(0...Double(TrainingQuestions.count), .one)),
    ]

    /// Returns the problem of a number that is not whole.
    public static func problems(between values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem] {
        guard case .number(let right)? = values["right"], right != right.rounded() else { return [] }
        return [.init("right", Text(zh: "答对题数（right）应为整数", en: "right answers (right) is a whole number"))]
    }
}
