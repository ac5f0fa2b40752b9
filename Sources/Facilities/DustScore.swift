/// What a day's dust grade is reckoned from: which means could be judged, and which of them were over their limit.
public struct DustScore: Hashable, Sendable {
    /// Means of one quantity over all points of the site.
    public struct Tally: Hashable, Sendable {
        /// Intervals of which a mean could be judged.
        public var judged: Int
        /// The beginnings of the intervals in which a point was over the limit, in order.
        public var over: [Timestamp]

        public init(judged: Int, over: [Timestamp]) { (self.judged, self.over) = (judged, over) }

        public var kept: Int { judged - over.count }
        var share: Double { judged == 0 ? 0 : Double(kept) / Double(judged) }
    }

    public var day: Day
    /// Quarter hours.
    public var tsp: Tally
    /// Hours.
    public var pm10: Tally

    public init(day: Day, tsp: Tally, pm10: Tally) { (self.day, self.tsp, self.pm10) = (day, tsp, pm10) }

    /// The quarter hours of a whole day.
    public static let quarters = 96

    /// Quarter hours with a judged mean, of those that there should be: 0 to 1.
    public func capture(of quarters: Int) -> Double { quarters == 0 ? 0 : Double(tsp.judged) / Double(quarters) }

    /// The points of each part.
    ///
    /// - Parameter quarters: of the time that is scored: 96 of a whole day.
    public func parts(of quarters: Int) -> [Assessment.Part] {
        let clean = Text(
            zh: "TSP 15分钟均值达标 \(tsp.kept)/\(tsp.judged)",
            en: "15-minute means of TSP within the limit: \(tsp.kept) of \(tsp.judged)")
        let hourly = Text(
            zh: "PM10小时均值达标 \(pm10.kept)/\(pm10.judged)",
            en: "hourly means of PM10 within the limit: \(pm10.kept) of \(pm10.judged)")
        let data = Text(
            zh: "数据完整 \(tsp.judged)/\(quarters)", en: "data complete: \(tsp.judged) of \(quarters) quarter hours")
        return [Assessment.Part(clean, 60 * tsp.share, of: 60)]
            + (pm10.judged > 0 ? [Assessment.Part(hourly, 20 * pm10.share, of: 20)] : [])
            + [Assessment.Part(data, 20 * capture(of: quarters), of: 20)]
    }

    /// The score, 0 to 100: the points of all parts, of all that they can give.
    public func score(of quarters: Int) -> Double {
        let parts = parts(of: quarters)
        return parts.map(\.points).reduce(0, +) / parts.map(\.of).reduce(0, +) * 100
    }

    /// How many quarter hours fewer over the limit would have given a score; nil where TSP alone cannot.
    public func fewerExcesses(for least: Double) -> Int? {
        guard !tsp.over.isEmpty else { return nil }
        return (1...tsp.over.count).first { fewer in
            var better = self
            better.tsp.over.removeFirst(fewer)
            return better.score(of: Self.quarters) >= least
        }
    }
}

extension Assessment.Grade {
    public init(score: Double) { self = Self.allCases.first { score >= $0.least } ?? .d }

    /// The least score that gives the grade.
    public var least: Double {
        switch self {
        case .a: 90
        case .b: 75
        case .c: 60
        case .d: 0
        }
    }

    /// The next better grade; nil for the best.
    public var better: Assessment.Grade? {
        switch self {
        case .a: nil
        case .b: .a
        case .c: .b
        case .d: .c
        }
    }
}
