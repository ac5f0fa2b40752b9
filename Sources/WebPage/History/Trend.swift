import Facilities

/// The means of one channel over a span, an interval each; nil where there was no good value.
struct Trend: Hashable {
    struct Slot: Hashable {
        var values: Accumulator
        /// Minutes of the interval with a good value.
        var minutes: Int
    }

    var channel: Channel.ID
    var unit: PhysicalUnit
    var slots: [Slot?]
    /// Minutes of each interval that have passed.
    var passed: [Int]
    /// In how many minutes there is one reading.
    var period = 1

    /// The trends of all channels that have means, in the order in which they come. Values that came in another unit are a trend of
    /// their own.
    ///
    /// - Parameters:
    ///   - means: of the span's interval or of finer ones, each minute in one of them only.
    ///   - periods: in how many minutes a channel has one reading, where that is not one.
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

    /// All values of the span together; nil without one.
    var total: Accumulator? {
        let all = slots.compactMap(\.self).map(\.values)
        guard var total = all.first else { return nil }
        for values in all.dropFirst() { total.merge(values) }
        return total
    }

    /// Minutes for which a good value stands, of all that have passed: 0 to 1.
    var coverage: Double {
        let (good, all) = (slots.compactMap { $0?.minutes }.reduce(0, +), passed.reduce(0, +))
        return min(1, Double(good * period) / Double(max(1, all)))
    }

    /// The mean of an interval; nil where there is none.
    func mean(_ index: Int) -> Double? { slots[index]?.values.mean }

    /// Stretches of intervals without a value: over these no line is drawn.
    var gaps: [Range<Int>] { slots.indices.runs { mean($0) == nil } }

    /// Stretches of intervals with a value.
    var runs: [Range<Int>] { slots.indices.runs { mean($0) != nil } }

    /// Stretches of intervals in which good values stand for less than three quarters of the time.
    var doubtful: [Range<Int>] {
        slots.indices.runs { index in
            slots[index].map { Double($0.minutes * period) < 0.75 * Double(passed[index]) } ?? false
        }
    }

    var isSwitch: Bool { ReadingView.switches.contains(channel.quantity) }
}

extension Range<Int> {
    /// The longest stretches in which something holds, in order.
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
