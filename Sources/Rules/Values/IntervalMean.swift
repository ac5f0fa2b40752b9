import Facilities

/// The mean of a quantity over consecutive intervals from the hour, with the share of the interval that has data. It
/// uses the samples' own times.
struct IntervalMean: Codable, Hashable, Sendable {
    struct Result: Codable, Hashable, Sendable {
        var start: Timestamp
        var mean: Double
        /// The share of the interval's minutes with a value, 0 to 1.
        var capture: Double
        /// The bound of the mean; nil where all values were exact.
        var bound: Bound?

        var measured: Measured { Measured(mean, bound ?? .exact) }
    }

    /// The begin of the open interval.
    private(set) var start: Timestamp?
    private var values: Accumulator
    private var minutes: Set<Int64> = []
    /// The bound of the values that were not exact.
    private var bound: Bound?

    /// The minute of the first value in the open interval; nil where there is none.
    var begun: Timestamp? { minutes.min().map { Timestamp(milliseconds: $0 * 60_000) } }

    init(_ averaging: Quantity.Averaging = .arithmetic) {
        values = Accumulator(averaging)
    }

    /// Takes a value in. Returns the interval before when this value begins another.
    ///
    /// - Parameter period: The time between two values; one that comes every five minutes stands for five.
    mutating func add(
        _ value: Measured?, at time: Timestamp, length: Duration, period: Duration = .seconds(1)
    ) -> Result? {
        let finished = close(before: time, length: length)
        let begin = time.start(ofInterval: length)
        start = begin
        guard let value else { return finished }
        values.add(value.value)
        if value.bound != .exact { bound = value.bound }
        let minute = time.milliseconds / 60_000
        let end = (begin + length).milliseconds / 60_000
        let covered = max(1, period.milliseconds / 60_000)
        for each in minute..<min(minute + covered, max(end, minute + 1)) { minutes.insert(each) }
        return finished
    }

    /// Returns the interval that is over at `time`; nil when there is none, or none with data.
    private mutating func close(before time: Timestamp, length: Duration) -> Result? {
        guard let start, time.start(ofInterval: length) > start else { return nil }
        defer { (values, minutes, bound) = (Accumulator(values.averaging), [], nil) }
        guard let mean = values.mean else { return nil }
        let capture = Double(minutes.count) * 60 / length.inSeconds
        return Result(start: start, mean: mean.settled, capture: capture, bound: bound)
    }
}
