import Facilities

/// The card of a machine (一车一码), with its lines in a fixed order.
struct MachineCardView {
    var cardTitle: String
    var lines: [Line]

    struct Line {
        var name, figure: String
        /// The colour that is shown beside the word of the label; nil for other lines.
        var swatch: String?
        /// The words below the figure; nil for none.
        var below: String?
        /// Whether the line is highlighted, for example a failed test.
        var isBad = false
    }

    /// Makes the card; nil for a facility that is no machine.
    ///
    /// - Parameter person: the reader. Only people with a role here see more than the data that are on the machine
    ///   itself, and its test.
    init?(_ detail: FacilityDetail, _ person: Operator?, time: PageTime) {
        guard let machine = detail.machine else { return nil }
        let language = time.language
        let seesAll = person?.mayEnter(at: detail.status.code) ?? false
        cardTitle = Text(zh: "一车一码", en: "One code per machine")[language]
        let card = machine.settings.card
        let label = card.label.map(\.title)
        let all: [Line?] = [
            Self.line(Text(zh: "机械种类", en: "Type"), card.type?.title[language], seesAll, language),
            Self.line(Text(zh: "机械型号", en: "Model"), card.model, seesAll, language),
            Self.privateLine(Text(zh: "生产厂家", en: "Maker"), card.maker, seesAll, language),
            Self.privateLine(
                Text(zh: "环保登记号码", en: "Registration number"), machine.registration, seesAll, language),
            Self.line(Text(zh: "标识颜色", en: "Label colour"), label?[language], seesAll, language).map { line in
                var line = line
                line.swatch = card.label?.rawValue
                return line
            },
            Self.line(Text(zh: "排放阶段", en: "Emission stage"), card.stage?.title[language], seesAll, language),
            Self.lastTest(detail, machine, seesAll, time), Self.nextTest(detail, machine, time),
        ]
        lines = all.compactMap(\.self)
    }

    /// Returns a line that only people with a role see; nil for other readers.
    private static func privateLine(_ name: Text, _ value: String?, _ seesAll: Bool, _ language: Language) -> Line? {
        seesAll ? line(name, value, true, language) : nil
    }

    /// Returns a line. A missing value is shown only to people with a role, who can have it filled in.
    private static func line(_ name: Text, _ value: String?, _ seesAll: Bool, _ language: Language) -> Line? {
        guard value != nil || seesAll else { return nil }
        return Line(name: name[language], figure: value ?? Text.notFilledIn[language])
    }

    private static func lastTest(
        _ detail: FacilityDetail, _ machine: MachineFacts, _ seesAll: Bool, _ time: PageTime
    ) -> Line {
        let language = time.language
        var line = Line(name: Text(zh: "最近检测", en: "Last test")[language], figure: Text.noTest[language])
        let configured = machine.tested(by: time)
        guard let course = detail.machineCourse, !course.isBefore(configured, time) else {
            guard let configured else { return line }
            line.figure = configured.description
            line.below = Text(zh: "配置中填写的日期，没有结果记录", en: "the configuration's date; no result on record")[language]
            return line
        }
        let verdict = course.verdict.title[language]
        let state = course.state.title[language]
        let limits = detail.testLimits
        // People who see the figures read the mark beside the limit.
        let isSaidBelow = seesAll && limits?.smoke.verified == false
        let isVerified = limits?.areVerified(for: course.test) == true
        let standing = isVerified || isSaidBelow ? "" : Text.unverified[language]
        line.figure = "\(course.day(time)) · \(verdict)\(standing)" + (state == verdict ? "" : " · \(state)")
        line.isBad = course.verdict == .failed
        if seesAll, let limits {
            line.below = course.below(limits, language)
        }
        return line
    }

    private static func nextTest(_ detail: FacilityDetail, _ machine: MachineFacts, _ time: PageTime) -> Line {
        let language = time.language
        var line = Line(name: Text(zh: "下次检测", en: "Next test")[language], figure: Text.noTest[language])
        let course = detail.machineCourse
        if course?.state.needsRetest == true {
            line.figure = Text(zh: "修好后复测，合格再用", en: "repair, then re-test; use it again when passed")[language]
        } else if course != nil || machine.tested(by: time) != nil,
            let due = detail.status.due.first(where: { $0.rule == "machinery.test" })?.due
        {
            line.figure =
                Text(zh: "\(due)前 · \(time.distance(to: due))", en: "by \(due) · \(time.distance(to: due))")[language]
            line.isBad = due < time.now.day(utcOffset: time.utcOffset)
        }
        return line
    }
}

extension MachineFacts {
    /// Returns the day of a test that the configuration names; nil if it is still to come.
    func tested(by time: PageTime) -> Day? {
        guard let last = settings.lastTest, last <= time.now.day(utcOffset: time.utcOffset) else { return nil }
        return last
    }
}

extension MachineCourse {
    fileprivate func day(_ time: PageTime) -> Day { last.at.day(utcOffset: time.utcOffset) }

    /// Whether the newest test was made before a day; false for nil.
    fileprivate func isBefore(_ day: Day?, _ time: PageTime) -> Bool {
        guard let day else { return false }
        return self.day(time) < day
    }

    /// Returns the figures, the report and the testing firm.
    fileprivate func below(_ limits: TestLimits, _ language: Language) -> String {
        let report = test.report.map { Text(zh: "报告 \($0)", en: "report \($0)")[language] }
        let firm = test.firm
        return [limits.figures(test)[language], report, firm].compactMap(\.self).joined(separator: " · ")
    }
}

extension Text {
    static let notFilledIn = Text(zh: "未填", en: "not filled in")
    fileprivate static let noTest = Text(zh: "没有检测记录", en: "no test on record")
}
