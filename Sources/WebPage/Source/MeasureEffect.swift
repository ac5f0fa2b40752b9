public import Facilities

/// The mean TSP in the quarter of an hour before a measure and after it. It does not prove that the measure caused
/// the change.
public struct MeasureEffect: Hashable, Sendable {
    /// The mean before the measure in µg/m³.
    public var before: Double
    /// The mean after the measure in µg/m³.
    public var after: Double

    /// The time before and after a measure over which TSP is averaged.
    public static let span = Duration.minutes(15)
    /// The minutes with good data that each of the two means needs: three quarters, as for every mean.
    static let least = 12

    public init(before: Double, after: Double) { (self.before, self.after) = (before, after) }

    /// Computes the effect of a measure. If there are several stations, the one with the most dust before it
    /// counts. Nil if no station has enough data.
    ///
    /// - Parameters:
    ///   - time: the time of the measure.
    ///   - minutes: one-minute means around that time; others are ignored.
    public init?(of time: Timestamp, _ minutes: [Aggregate]) {
        let minutes = minutes.filter { $0.interval == .minute }
        let stations = Dictionary(grouping: minutes, by: \.device).values
        let both = stations.compactMap { own -> MeasureEffect? in
            guard let before = Self.mean(own, in: time - Self.span..<time),
                let after = Self.mean(own, in: time..<time + Self.span)
            else { return nil }
            return MeasureEffect(before: before, after: after)
        }
        guard let most = both.max(by: { ($0.before, $0.after) < ($1.before, $1.after) }) else { return nil }
        self = most
    }

    /// Returns the mean over the minutes that lie completely in a time, in µg/m³; nil if too few have data.
    private static func mean(_ minutes: [Aggregate], in time: Range<Timestamp>) -> Double? {
        let whole = minutes.filter { $0.start >= time.lowerBound && $0.start + .minutes(1) <= time.upperBound }
        let columns = whole.flatMap(\.columns).filter { $0.quantity == .tsp }
        let means = columns.compactMap { column in
            column.values.mean.flatMap { column.unit.convert($0, to: .microgramPerCubicMetre) }
        }
        guard means.count >= least else { return nil }
        return means.reduce(0, +) / Double(means.count)
    }

    /// Returns the effect in words: `围挡喷淋后15分钟，TSP由620降到310 µg/m³`; nil if none of the measures acts on dust.
    public func text(_ measures: Set<SiteMeasure.Item>) -> Text? {
        let acting = SiteMeasure.Item.allCases.filter { measures.contains($0) && $0.actsOnDust }
        guard !acting.isEmpty else { return nil }
        let (old, new) = (before.plainText(decimals: 0), after.plainText(decimals: 0))
        let zh = acting.map(\.title.zh).joined(separator: "、")
        let en = acting.map(\.title.en).joined(separator: ", ")
        guard old != new else {
            return Text(
                zh: "\(zh)后15分钟，TSP没有变化（\(old) µg/m³）", en: "15 min after \(en), TSP had not changed (\(old) µg/m³)")
        }
        let fell = after < before
        return Text(
            zh: "\(zh)后15分钟，TSP由\(old)\(fell ? "降" : "升")到\(new) µg/m³",
            en: "15 min after \(en), TSP had \(fell ? "fallen" : "risen") from \(old) to \(new) µg/m³")
    }
}
