/// The means that a day's dust grade is calculated from: those that could be judged, and those over their limit.
public struct DustScore: Hashable, Sendable {
    /// The means of one quantity over all points of the site.
    public struct Tally: Hashable, Sendable {
        /// The number of intervals with a mean that could be judged.
        public var judged: Int
        /// The begins of the intervals in which a point was over the limit, in order.
        public var over: [Timestamp]

        public init(judged: Int, over: [Timestamp]) { (self.judged, self.over) = (judged, over) }

        /// The number of intervals within the limit.
        public var kept: Int { judged - over.count }
        /// The share of judged means within the limit, 0 to 1.
        var share: Double {
            guard judged > 0 else { return 0 }
            return Double(kept) / Double(judged)
        }
    }

    /// The day on site.
    public var day: Day
    /// The quarter hours of TSP.
    public var tsp: Tally
    /// The hours of PM10.
    public var pm10: Tally

    public init(day: Day, tsp: Tally, pm10: Tally) { (self.day, self.tsp, self.pm10) = (day, tsp, pm10) }

    /// The number of quarter hours of a whole day.
    public static let quarters = 96

    /// Returns the share of quarter hours with a judged mean, 0 to 1.
    public func capture(of quarters: Int) -> Double {
        guard quarters > 0 else { return 0 }
        return Double(tsp.judged) / Double(quarters)
    }

    /// Returns the points of each part.
    ///
    /// - Parameter quarters: The quarter hours of the time that is scored: 96 for a whole day.
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

    /// Returns the score, 0 to 100: the points of all parts, as a percentage of all that they can give.
    public func score(of quarters: Int) -> Double {
        let parts = parts(of: quarters)
        return parts.map(\.points).reduce(0, +) / parts.map(\.of).reduce(0, +) * 100
    }

    /// Returns by how many quarter hours over the limit fewer the score would have been reached; nil where TSP alone
    /// cannot reach it.
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
    /// Creates the grade of a score, 0 to 100.
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
