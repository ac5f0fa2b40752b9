/// A record that may have an iodine value.
public protocol IodineTested: RecordContent {
    /// The iodine value, mg/g.
    var iodineValue: Double? { get set }
    /// The method of the iodine value; values of different methods do not compare.
    var iodineMethod: IodineMethod? { get set }
    /// The number of the report.
    var iodineReport: String? { get set }
}

extension IodineTested {
    static func iodine() -> [BoundField<Self>] {
        [
            .optional("iodineValue", "碘值", "iodine value", \.iodineValue, .number(0...2000, .milligramPerGram)),
            .optional(
                "iodineMethod", "碘值检测方法", "method of the iodine value", \.iodineMethod, .choice(IodineMethod.self)),
            .optional("iodineReport", "碘值报告编号", "report of the iodine value", \.iodineReport, .text(60)),
        ]
    }

    static func iodineProblems(_ values: FieldValues) -> [RecordProblem] {
        guard values.has("iodineValue"), !values.has("iodineMethod") else { return [] }
        let text = Text(zh: "填写碘值须注明检测方法（iodineMethod）", en: "an iodine value needs its method (iodineMethod)")
        return [.init("iodineMethod", text)]
    }
}
