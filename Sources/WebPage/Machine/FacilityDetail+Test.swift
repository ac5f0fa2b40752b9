import Facilities

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
