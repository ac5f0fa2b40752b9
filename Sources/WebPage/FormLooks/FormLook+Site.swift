import Facilities

extension FormLook {
    static let siteMeasure = FormLook(
        title: Text(zh: "登记措施", en: "Enter measures"), send: Text(zh: "登记", en: "Enter them"), when: .time,
        parts: [
            FormPart(["measures", "place", "photographs", "remark"]),
            FormPart(
                Text(zh: "夜间施工许可", en: "Night-work permit"), ["permit", "permitFrom", "permitUntil"], isFolded: true),
        ],
        required: ["measures", "place", "photographs"],
        help: [
            "measures": Text(zh: "可多选，做了的才点", en: "Several; only what was done"),
            "photographs": Text(zh: "1至3张，要看得出做了什么", en: "1 to 3 that show what was done"),
            "permit": Text(zh: "许可不等于可以超标", en: "A permit allows work, and no more noise"),
            "permitFrom": Text(zh: "不填就从登记的时间算起", en: "From the time of this record if empty"),
        ], guide: NextStep.Action.reduceDust.rawValue)
}
