import Facilities

/// The sum of value · time: each value counts until the next. A long gap is not counted, since nobody knows the values
/// in it.
struct Integral: Codable, Hashable, Sendable {
    private struct Part: Codable, Hashable {
        var start: Timestamp
        var end: Timestamp
        /// The sum of value · milliseconds: sums of whole numbers do not drift, those of fractions of an hour do.
        var sum = 0.0
        var milliseconds = 0.0
    }

    private struct Point: Codable, Hashable {
        var time: Timestamp
        var value: Double
    }

    /// The sums by day; the first is that of all earlier days.
    private var parts: [Part] = []
    private var last: Point?

    /// The days that are kept apart: a record that is entered within this time finds its hour again.
    private static let days = 8

    /// The sum, in value · hours.
    var sum: Double { parts.reduce(0) { $0 + $1.sum } / 3_600_000 }

    /// The hours with values.
    var hours: Double { parts.reduce(0) { $0 + $1.milliseconds } / 3_600_000 }

    var mean: Double? { hours > 0 ? sum / hours : nil }

    /// The begin of what is counted; nil before the first value.
    var start: Timestamp? { parts.first?.start }

    /// Takes a value in.
    ///
    /// - Parameter gap: The longest time that is counted.
    mutating func update(_ value: Double?, at time: Timestamp, gap: Duration = .minutes(10)) {
        if let last, time > last.time, time - last.time <= gap { add(last, until: time) }
        last = value.map { Point(time: time, value: $0) }
    }

    private mutating func add(_ point: Point, until end: Timestamp) {
        if isOfNewDay(point.time) {
            parts.append(Part(start: point.time, end: point.time))
            if parts.count > Self.days { mergeTheFirstTwo() }
        }
        let (index, milliseconds) = (parts.count - 1, Double((end - point.time).milliseconds))
        parts[index].end = end
        parts[index].sum += point.value * milliseconds
        parts[index].milliseconds += milliseconds
    }

    /// Whether a time is of a later day than the newest part.
    private func isOfNewDay(_ time: Timestamp) -> Bool {
        guard let last = parts.last else { return true }
        return last.start.start(ofInterval: .days(1)) < time.start(ofInterval: .days(1))
    }

    private mutating func mergeTheFirstTwo() {
        let first = parts.removeFirst()
        parts[0].start = first.start
        parts[0].sum += first.sum
        parts[0].milliseconds += first.milliseconds
    }

    /// Continues from a sum that was counted before.
    ///
    /// - Parameters:
    ///   - sum: The sum, in value · hours.
    ///   - start: The begin of the count; nil where it is unknown, which counts as `hours` before the end.
    init(sum: Double, hours: Double, from start: Timestamp?, until end: Timestamp) {
        let milliseconds = hours * 3_600_000
        let latest = end - .milliseconds(Int64(milliseconds))
        let begin = min(start ?? latest, latest)
        parts = [Part(start: begin, end: end, sum: sum * 3_600_000, milliseconds: milliseconds)]
    }

    init() {}

    /// Starts over at a moment that may be past; of that day a proportional share remains.
    mutating func forget(before time: Timestamp) {
        parts = parts.compactMap { part in
            guard part.end > time else { return nil }
            guard part.start < time else { return part }
            let share = (part.end - time).inSeconds / (part.end - part.start).inSeconds
            return Part(
                start: time, end: part.end, sum: part.sum * share, milliseconds: part.milliseconds * share)
        }
        // A value that lasts at that moment counts from there.
        if let point = last, .zero ... .minutes(10) ~= time - point.time {
            last = Point(time: time, value: point.value)
        }
    }
}
