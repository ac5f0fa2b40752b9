import Facilities

/// The means of one channel over a span of time, one for each interval.
struct Trend: Hashable {
    struct Slot: Hashable {
        var values: Accumulator
        /// The minutes of the interval with a good value.
        var minutes: Int
    }

    var channel: Channel.ID
    var unit: PhysicalUnit
    /// The intervals in order; nil for one without a good value.
    var slots: [Slot?]
    /// The minutes of each interval that have passed.
    var passed: [Int]
    /// The reading period in minutes, at least 1.
    var period = 1

    /// Returns the trends of all channels that have means, in the order in which they first occur. Values in
    /// another unit are a trend of their own.
    ///
    /// - Parameters:
    ///   - means: means of the span's interval or of shorter ones. Each minute is in one of them only.
    ///   - periods: the reading periods in minutes of channels that are read less often than once a minute.
    static func all(_ means: [Aggregate], _ span: TrendSpan, _ time: PageTime, periods: [Channel.ID: Int] = [:])
        -> [Trend]
    {
        let range = span.time(time)
        let length = Int64(span.interval.minutes) * 60_000
        var trends: [Trend] = []
        let passed = (0..<span.count).map { index in
            let left = (time.now - (range.lowerBound + .minutes(span.interval.minutes * index))).milliseconds / 60_000
            return min(span.interval.minutes, max(1, Int(left)))
        }
        for mean in means where range.contains(mean.start) {
            let index = Int((mean.start - range.lowerBound).milliseconds / length)
            for column in mean.columns where column.values.mean != nil {
                let channel = Channel.ID(mean.device, column.quantity)
                var at = trends.firstIndex { $0.channel == channel && $0.unit == column.unit }
                if at == nil {
                    let none = [Slot?](repeating: nil, count: span.count)
                    trends.append(
                        Trend(
                            channel: channel, unit: column.unit, slots: none, passed: passed,
                            period: periods[channel] ?? 1))
                    at = trends.count - 1
                }
                guard let at else { continue }
                var slot = trends[at].slots[index] ?? Slot(values: Accumulator(column.values.averaging), minutes: 0)
                slot.values.merge(column.values)
                slot.minutes += column.minutes
                trends[at].slots[index] = slot
            }
        }
        return trends
    }

    /// All values of the span together; nil if there are none.
    var total: Accumulator? {
        let all = slots.compactMap(\.self).map(\.values)
        guard var total = all.first else { return nil }
        for values in all.dropFirst() { total.merge(values) }
        return total
    }

    /// The share of the passed minutes that good values cover, 0 to 1.
    var coverage: Double {
        let good = slots.compactMap { $0?.minutes }.reduce(0, +)
        let all = passed.reduce(0, +)
        return min(1, Double(good * period) / Double(max(1, all)))
    }

    /// Returns the mean of an interval; nil if there is none.
    func mean(_ index: Int) -> Double? { slots[index]?.values.mean }

    /// The runs of intervals without a value, over which no line is drawn.
    var gaps: [Range<Int>] { slots.indices.runs { mean($0) == nil } }

    /// The runs of intervals with a value.
    var runs: [Range<Int>] { slots.indices.runs { mean($0) != nil } }

    /// The runs of intervals in which good values cover less than three quarters of the time.
    var doubtful: [Range<Int>] {
        slots.indices.runs { index in
            guard let slot = slots[index] else { return false }
            return Double(slot.minutes * period) < 0.75 * Double(passed[index])
        }
    }

    var isSwitch: Bool { ReadingView.switches.contains(channel.quantity) }
}

extension Range<Int> {
    /// Returns the longest runs of indices for which something is true, in order.
    func runs(_ holds: (Int) -> Bool) -> [Range<Int>] {
        reduce(into: []) { runs, index in
            guard holds(index) else { return }
            if let last = runs.last, last.upperBound == index {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
    }
}
