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

        var judged: Int { Set(verdicts.map(\.start)).count }

        /// Intervals in which no point was over its limit.
        var kept: Int { judged - Set(verdicts.filter { !$0.isKept }.map(\.start)).count }
        var share: Double { judged == 0 ? 0 : Double(kept) / Double(judged) }
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

    /// Quarter hours with a valid mean, of the 96 of a day: 0 to 1.
    var capture: Double { Double(tsp.judged) / 96 }

    /// Whether data are there for too little of the day: of an hour 45 minutes are enough (HJ 75-2017).
    func isShort(of least: Limit) -> Bool { validHours.map { Double($0) < least.value } ?? false }

    /// Nil when there were data for too little of the day.
    ///
    /// - Parameter least: the valid hours that it must have.
    func assessment(least: Limit) -> Assessment? {
        guard capture >= MeanOverLimit.leastCapture, !isShort(of: least) else { return nil }
        var parts = [
            Assessment.Part(
                Text(
                    zh: "TSP 15分钟均值达标 \(tsp.kept)/\(tsp.judged)",
                    en: "15-minute means of TSP within the limit: \(tsp.kept) of \(tsp.judged)"
                ), 60 * tsp.share, of: 60
            )
        ]
        if pm10.judged > 0 {
            let text = Text(
                zh: "PM10小时均值达标 \(pm10.kept)/\(pm10.judged)",
                en: "hourly means of PM10 within the limit: \(pm10.kept) of \(pm10.judged)"
            )
            parts.append(.init(text, 20 * pm10.share, of: 20))
        }
        let data = Text(zh: "数据完整 \(tsp.judged)/96", en: "data complete: \(tsp.judged) of 96 quarter hours")
        parts.append(.init(data, 20 * capture, of: 20))
        let score = parts.map(\.points).reduce(0, +) / parts.map(\.of).reduce(0, +) * 100
        let grade = Assessment.Grade(score: score)
        return Assessment(
            day: day, score: score, grade: grade, parts: parts, measures: grade.measures,
            source: "本程序默认 our own default", verified: false
        )
    }
}

extension Assessment.Grade {
    init(score: Double) {
        self =
            switch score {
            case 90...: .a
            case 75..<90: .b
            case 60..<75: .c
            default: .d
            }
    }

    var measures: Text {
        switch self {
        case .a:
            Text(
                zh: "可申请差别化管理：非最高级别管控时可正常施工，最高级别时土方照停（本站自评，不是主管部门的评价）",
                en:
                    "may apply for differentiated management: works on below the highest control, earthworks stop at the highest (the site's own grade, not the authority's)"
            )
        case .b: Text(zh: "按日常要求监管", en: "routine inspection")
        case .c: Text(zh: "增加喷淋、雾炮、洒水频次，加密巡查", en: "spray and sprinkle more often, inspect more often")
        case .d: Text(zh: "建议暂停土方作业，整改后恢复", en: "better stop earthworks until this is mended")
        }
    }
}
