import Facilities

/// The mean of a quantity over intervals that follow each other from the hour, with the share of the interval in which
/// there were data. It goes by the samples' own times.
struct IntervalMean: Codable, Hashable, Sendable {
    struct Result: Codable, Hashable, Sendable {
        var start: Timestamp
        var mean: Double
        /// Minutes with a value, of all minutes of the interval: 0 to 1.
        var capture: Double
    }

    private var start: Timestamp?
    private var values: Accumulator
    private var minutes: Set<Int64> = []

    init(_ averaging: Quantity.Averaging = .arithmetic) {
        values = Accumulator(averaging)
    }

    /// Takes a value in; gives the interval before when this one begins another.
    mutating func add(_ value: Double?, at time: Timestamp, length: Duration) -> Result? {
        let finished = close(before: time, length: length)
        start = time.start(ofInterval: length)
        if let value {
            values.add(value)
            minutes.insert(time.milliseconds / 60_000)
        }
        return finished
    }

    /// The interval that is over at `time`; nil when there is none, or none with data.
    private mutating func close(before time: Timestamp, length: Duration) -> Result? {
        guard let start, time.start(ofInterval: length) > start else { return nil }
        defer { (values, minutes) = (Accumulator(values.averaging), []) }
        guard let mean = values.mean else { return nil }
        return Result(start: start, mean: mean.settled, capture: Double(minutes.count) * 60 / length.inSeconds)
    }
}
