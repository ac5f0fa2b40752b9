import Facilities

/// The grades of the last 30 days of a building site; days without a grade are shown as `–`.
struct GradeStrip: Hashable {
    /// The grades in the order of the strip's days; nil for days without a grade.
    var grades: [GradedDay?]
    private let days: ClosedRange<Day>

    /// Collects the grades from the accounts of the days.
    ///
    /// - Parameter newest: the grade of the last graded day, which is in no account yet; nil for none.
    init(_ history: FacilityHistory, newest: Assessment?, today: Day) {
        var known: [Day: GradedDay] = [:]
        for account in history.accounts.values {
            if let graded = GradedDay(account) { known[graded.day] = graded }
        }
        if let newest { known[newest.day] = GradedDay(newest.day, newest.grade, score: newest.score) }
        days = DayStrip.range(today)
        grades = (0..<DayStrip.days).map { [days] in known[days.lowerBound + $0] }
    }

    /// The number of days of each grade: `A 20天，B 5天，没有评级5天`.
    var counts: Text {
        let letters = Assessment.Grade.allCases.compactMap { grade -> (String, Int)? in
            let count = grades.filter { $0?.grade == grade }.count
            return count > 0 ? (grade.rawValue, count) : nil
        }
        let none = grades.filter { $0?.grade == nil }.count
        let zh = letters.map { "\($0) \($1)天" } + (none > 0 ? ["没有评级\(none)天"] : [])
        let en = letters.map { "\($0): \($1) d" } + (none > 0 ? ["no grade: \(none) d"] : [])
        return Text(
            zh: zh.joined(separator: "，") + "（本站自评，不是主管部门的评价）",
            en: en.joined(separator: ", ") + " (the site's own grade, not the authority's)")
    }

    /// Returns the strip, in which each cell is a link to its day.
    func strip(of code: Facility.Code, _ time: PageTime) -> DayStrip {
        var strip = DayStrip(name: "grades", cells: [])
        strip.cells = grades.enumerated().map { index, graded in
            let day = days.lowerBound + index
            let grade = graded?.grade
            let score = graded?.score.map { " \($0.plainText(decimals: 1))" } ?? ""
            let none = Text(zh: "没有评级", en: "no grade")[time.language]
            return DayStrip.Cell(
                day: day, look: grade.map { "grade-\($0.rawValue.lowercased())" } ?? DayLook.empty.rawValue,
                symbol: grade?.rawValue ?? "–",
                label: "\(time.day(day, time.language)) \(grade.map { $0.rawValue + score } ?? none)",
                url: "/q/\(code)/day/\(day)", isToday: day == time.today, isEmpty: grade == nil)
        }
        return strip
    }
}

extension StripView {
    /// Makes the strip of grades; nil for other kinds than dust sites, or if the journal cannot be read.
    init?(gradesOf status: Status, _ history: FacilityHistory?, time: PageTime) {
        guard status.kind == .dustSite, let history else { return nil }
        let grades = GradeStrip(history, newest: status.assessment, today: time.today)
        self.init(
            grades.strip(of: status.code, time), title: Text(zh: "近30天评级", en: "Grades of the last 30 days"),
            text: grades.counts, time.language)
    }
}
