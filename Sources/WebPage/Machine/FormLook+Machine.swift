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

extension FacilityDetail {
    /// The heading of the form of an exhaust test while a re-test is due; nil if none is.
    var retestTitle: Text? {
        machineCourse?.state.needsRetest == true ? Text(zh: "登记复测", en: "Enter a re-test") : nil
    }

    /// Returns the first lines of the form of a test: the limit, and the previous test.
    func testLines(_ time: PageTime) -> [String] {
        guard let machine, let limits = testLimits else { return [] }
        let standing = limits.smoke.verified ? "" : Text(zh: "（依据未核实）", en: " (source not verified)")[time.language]
        let (settings, most) = (machine.settings, limits.smoke.value.smokeText)
        let limit = Text(
            zh: "限值 \(most) m⁻¹：\(settings.limitClass.title.zh)，\(settings.power.plainText) kW",
            en: "Limit \(most) m⁻¹: \(settings.limitClass.title.en), \(settings.power.plainText) kW")
        let before = machineCourse.map { course in
            let day = course.last.at.day(utcOffset: time.utcOffset)
            let (verdict, figures) = (course.verdict.title, limits.figures(course.test))
            return Text(
                zh: "上次 \(day)：\(verdict.zh)，\(figures.zh)", en: "Last one \(day): \(verdict.en), \(figures.en)")
        }
        return [limit[time.language] + standing] + [before?[time.language]].compactMap(\.self)
    }

    /// Returns the texts of the findings that a record names.
    func findings(of values: FieldValues, _ language: Language) -> [String] {
        guard let rule = values.text("rule") else { return [] }
        let named = status.findings.filter { $0.rule == rule && (values.text("cause") ?? $0.cause) == $0.cause }
        return named.map { $0.text[language] }.unique
    }
}

extension ExhaustTest {
    /// Returns the sentences about a test that was just stored.
    func lines(_ detail: FacilityDetail) -> [Text] {
        let next = Text(
            zh: "停用挂牌；修好拍维修单登记整改，复测合格再用",
            en: "Out of use: repair it, enter the rectification, use it again when the re-test is passed")
        let lacking = Text(
            zh: "还差：\(missing.map(\.zh).joined(separator: "、"))",
            en: "missing: \(missing.map(\.en).joined(separator: ", "))")
        var lines: [Text] = []
        if let limits = detail.testLimits {
            let (verdict, figures) = (limits.verdict(on: self), limits.figures(self))
            lines.append(Text(zh: "\(verdict.title.zh)：\(figures.zh)", en: "\(verdict.title.en): \(figures.en)"))
            if verdict == .failed { lines.append(next) }
        }
        if !missing.isEmpty { lines.append(lacking) }
        return lines
    }
}
