import Facilities

/// The sum of value · time: each value counts until the next. A long gap is not counted, since nobody knows what was in it.
struct Integral: Codable, Hashable, Sendable {
    private struct Part: Codable, Hashable {
        var start: Timestamp
        var end: Timestamp
        /// Value · milliseconds: sums of whole numbers do not drift, those of fractions of an hour do.
        var sum = 0.0
        var milliseconds = 0.0
    }

    private struct Point: Codable, Hashable {
        var time: Timestamp
        var value: Double
    }

    /// Of one day each, but for the first, which is of all the days before.
    private var parts: [Part] = []
    private var last: Point?

    /// A record that is entered within this many days finds its hour again.
    private static let days = 8

    /// In value · hours.
    var sum: Double { parts.reduce(0) { $0 + $1.sum } / 3_600_000 }

    /// How long there were values.
    var hours: Double { parts.reduce(0) { $0 + $1.milliseconds } / 3_600_000 }

    var mean: Double? { hours > 0 ? sum / hours : nil }

    /// When what is counted began.
    var start: Timestamp? { parts.first?.start }

    /// - Parameter gap: the longest that is counted.
    mutating func update(_ value: Double?, at time: Timestamp, gap: Duration = .minutes(10)) {
        if let last, time > last.time, time - last.time <= gap { add(last, until: time) }
        last = value.map { Point(time: time, value: $0) }
    }

    private mutating func add(_ point: Point, until end: Timestamp) {
        let length = Duration.days(1)
        if parts.last.map({ $0.start.start(ofInterval: length) < point.time.start(ofInterval: length) }) ?? true {
            parts.append(Part(start: point.time, end: point.time))
            if parts.count > Self.days { mergeTheFirstTwo() }
        }
        let (index, milliseconds) = (parts.count - 1, Double((end - point.time).milliseconds))
        parts[index].end = end
        parts[index].sum += point.value * milliseconds
        parts[index].milliseconds += milliseconds
    }

    private mutating func mergeTheFirstTwo() {
        let first = parts.removeFirst()
        parts[0].start = first.start
        parts[0].sum += first.sum
        parts[0].milliseconds += first.milliseconds
    }

    /// Counts on from a sum that was counted before.
    ///
    /// - Parameters:
    ///   - sum: in value · hours.
    ///   - start: when counting began; as long ago as there are hours if nobody knows.
    init(sum: Double, hours: Double, from start: Timestamp?, until end: Timestamp) {
        let milliseconds = hours * 3_600_000
        let latest = end - .milliseconds(Int64(milliseconds))
        let begin = min(start ?? latest, latest)
        parts = [Part(start: begin, end: end, sum: sum * 3_600_000, milliseconds: milliseconds)]
    }

    init() {}

    /// Starts again at a moment that may be past; of the day that it falls in a proportional share stays.
    mutating func forget(before time: Timestamp) {
        parts = parts.compactMap { part in
            guard part.end > time else { return nil }
            guard part.start < time else { return part }
            let share = (part.end - time).inSeconds / (part.end - part.start).inSeconds
            return Part(
                start: time, end: part.end, sum: part.sum * share, milliseconds: part.milliseconds * share)
        }
        // What goes on at that moment counts from then on.
        if let point = last, .zero ... .minutes(10) ~= time - point.time {
            last = Point(time: time, value: point.value)
        }
    }
}
