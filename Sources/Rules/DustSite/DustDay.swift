import Facilities

/// The means of a day from which its grade is calculated.
struct DustDay: Codable, Hashable, Sendable {
    /// The means that could be judged, each with whether it was within its limit.
    struct Tally: Codable, Hashable, Sendable {
        private var verdicts: [Verdict] = []

        private struct Verdict: Codable, Hashable, Sendable {
            var start: Timestamp
            /// The device; nil in a state of 0.1.0, which had one point only.
            var device: DeviceID?
            var isKept: Bool
        }

        /// Adds a verdict, which replaces an earlier one on the same interval of the same point.
        mutating func add(_ start: Timestamp, of device: DeviceID, isKept: Bool) {
            verdicts.removeAll { $0.start == start && ($0.device == device || $0.device == nil) }
            verdicts.append(Verdict(start: start, device: device, isKept: isKept))
        }

        /// The verdicts of all points together: an interval in which one point was over its limit is over.
        var tally: DustScore.Tally {
            DustScore.Tally(
                judged: Set(verdicts.map(\.start)).count,
                over: Set(verdicts.filter { !$0.isKept }.map(\.start)).sorted())
        }
    }

    var day: Day
    /// The quarter hours of TSP.
    var tsp = Tally()
    /// The hours of PM10.
    var pm10 = Tally()
    /// The hours in which TSP was valid at some point, one bit each from the first hour on; nil in a day that began
    /// before hours were counted.
    private var hours: UInt32?

    init(day: Day) {
        self.day = day
        hours = 0
    }

    /// Adds a valid hour.
    ///
    /// - Parameter hour: The hour of the day, 0 to 23.
    mutating func addValid(hour: Int) { hours = hours.map { $0 | 1 << UInt32(hour) } }

    /// The number of valid hours; nil where they were not counted.
    var validHours: Int? { hours.map(\.nonzeroBitCount) }

    var score: DustScore { DustScore(day: day, tsp: tsp.tally, pm10: pm10.tally) }

    /// Whether too few hours of the day are valid; an hour is valid with 45 minutes of data (HJ 75-2017).
    func isShort(of least: Limit) -> Bool {
        guard let validHours else { return false }
        return Double(validHours) < least.value
    }

    /// Returns the assessment; nil where there are data for too little of the day.
    ///
    /// - Parameter least: The valid hours that a day needs.
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
    /// The measures that a site of this grade may or should take, with the note that the grade is the site's own.
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
