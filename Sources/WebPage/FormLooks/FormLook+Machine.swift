import Facilities

extension FormLook {
    static let exhaustTest = FormLook(
        title: Text(zh: "登记检测", en: "Enter a test"), send: Text(zh: "登记", en: "Enter it"), when: .day,
        parts: [FormPart(["smoke", "ringelmann", "report", "firm", "photographs"])], remembered: ["firm"],
        labels: ["smoke": Text(zh: "光吸收系数", en: "light absorption coefficient k")],
        help: [
            "smoke": Text(zh: "照报告填：自由加速三次的平均值", en: "As the report has it: the mean of three free accelerations"),
            "ringelmann": Text(zh: "看不见烟填0", en: "0 where no smoke is seen"),
            "photographs": Text(zh: "①检测报告 ②机牌", en: "① the report ② the machine's plate"),
        ], guide: NextStep.Action.testExhaust.rawValue)

    static let rectification = FormLook(
        title: Text(zh: "登记整改", en: "Enter a rectification"), send: Text(zh: "登记", en: "Enter it"), when: .time,
        parts: [
            FormPart(["progress", "photographs", "text"]),
            FormPart(Text(zh: "哪个问题", en: "Which finding"), ["rule", "cause"]),
        ],
        presets: ["progress": .text(Rectification.Progress.done.rawValue)],
        help: [
            "photographs": Text(zh: "维修单，或修好的样子", en: "The repair bill, or what it looks like now"),
            "text": Text(zh: "修了什么、换了什么", en: "What was repaired or replaced"),
        ])

    static let registration = FormLook(
        title: Text(zh: "登记编码", en: "Enter the registration"), send: Text(zh: "登记", en: "Enter it"), when: .day,
        parts: [FormPart(["number", "disclosure", "photographs"])],
        help: [
            "number": Text(zh: "标识上的号码", en: "As the label has it"),
            "disclosure": Text(zh: "24位，CNFJ开头", en: "24 characters, beginning with CNFJ"),
            "photographs": Text(
                zh: "①整机铭牌 ②发动机铭牌 ③环保标签 ④整机",
                en: "① the machine's plate ② the engine's plate ③ the label ④ the whole machine"),
        ], guide: NextStep.Action.registerMachine.rawValue)
}
