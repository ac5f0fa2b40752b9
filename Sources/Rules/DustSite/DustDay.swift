import Facilities

/// What a day's grade is reckoned from.
public struct DustDay: Codable, Hashable, Sendable {
    /// Means that could be judged, each with whether it was within its limit.
    struct Tally: Codable, Hashable, Sendable {
        private var verdicts: [Verdict] = []

        private struct Verdict: Codable, Hashable, Sendable {
            var start: Timestamp
            /// Nil in a state of 0.1.0, which knew one point only.
            var device: DeviceID?
            var isKept: Bool
        }

        /// A later verdict on the same interval of the same point takes the place of the one before.
        mutating func add(_ start: Timestamp, of device: DeviceID, isKept: Bool) {
            verdicts.removeAll { $0.start == start && ($0.device == device || $0.device == nil) }
            verdicts.append(Verdict(start: start, device: device, isKept: isKept))
        }

        /// Over all points: an interval in which one of them was over its limit is over.
        var tally: DustScore.Tally {
            DustScore.Tally(
                judged: Set(verdicts.map(\.start)).count,
                over: Set(verdicts.filter { !$0.isKept }.map(\.start)).sorted())
        }
    }

    var day: Day
    /// Quarter hours.
    var tsp = Tally()
    /// Hours.
    var pm10 = Tally()
    /// Hours in which TSP was valid at some point, a bit each from the day's first on. Nil in a day that was begun before hours
    /// were counted.
    private var hours: UInt32?

    init(day: Day) {
        self.day = day
        hours = 0
    }

    /// - Parameter hour: of the day, 0 to 23.
    mutating func addValid(hour: Int) { hours = hours.map { $0 | 1 << UInt32(hour) } }

    /// Nil where nobody counted them.
    var validHours: Int? { hours.map(\.nonzeroBitCount) }

    var score: DustScore { DustScore(day: day, tsp: tsp.tally, pm10: pm10.tally) }

    /// Whether data are there for too little of the day: of an hour 45 minutes are enough (HJ 75-2017).
    func isShort(of least: Limit) -> Bool { validHours.map { Double($0) < least.value } ?? false }

    /// Nil when there were data for too little of the day.
    ///
    /// - Parameter least: the valid hours that it must have.
    func assessment(least: Limit) -> Assessment? {
        let tally = score
        guard tally.capture(of: DustScore.quarters) >= MeanOverLimit.leastCapture, !isShort(of: least) else {
            return nil
        }
        let score = tally.score(of: DustScore.quarters)
        let grade = Assessment.Grade(score: score)
        return Assessment(
            day: day, score: score, grade: grade, parts: tally.parts(of: DustScore.quarters),
            measures: grade.measures, source: "本程序默认 our own default", verified: false
        )
    }
}

extension Assessment.Grade {
    /// What a site of this grade may or should do, and whose grade it is.
    fileprivate var measures: Text {
        let words = words
        return Text(
            zh: "\(words.zh)（本站自评，不是主管部门的评价）", en: "\(words.en) (the site's own grade, not the authority's)")
    }

    private var words: Text {
        switch self {
        case .a:
            Text(
                zh: "管得好，可申请差别化管理：非最高级别管控时可正常施工、外运土方；最高级别时土方照停",
                en:
                    "well kept: may apply for differentiated management; works and hauls earth below the highest control, "
                    + "earthworks stop at the highest")
        case .b: Text(zh: "达标，按日常要求管", en: "in order: routine checks")
        case .c:
            Text(
                zh: "偏差：加密喷淋、雾炮、洒水，盖严裸土，3天内整改，会多查",
                en: "weak: more water, cover the soil, mend it in 3 days, expect more checks")
        case .d:
            Text(
                zh: "差：建议先停土方和拆除，整改后申请复查",
                en: "poor: better stop earthworks and demolition, mend it and ask for a re-check")
        }
    }
}
