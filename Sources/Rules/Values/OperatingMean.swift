import Facilities

/// The mean of a quantity over so much time of operation, however often that was interrupted: a kitchen may never cook,
/// nor a machine work, for the whole of an hour by the clock.
struct OperatingMean: Codable, Hashable, Sendable {
    struct Result: Codable, Hashable, Sendable {
        var start: Timestamp
        var end: Timestamp
        var mean: Double
    }

    private var values = Accumulator(.arithmetic)
    private var run = RunHours()
    private var start: Timestamp?

    /// Takes a value in, nil while there is no operation or no value; gives the mean that it completes. Gaps between
    /// samples of more than ten minutes do not count.
    mutating func add(_ value: Double?, at time: Timestamp, span: Duration) -> Result? {
        run.update(isRunning: value != nil, at: time)
        guard let value else { return nil }
        values.add(value)
        let begin = start ?? time
        start = begin
        guard run.hours >= span.inHours, let mean = values.mean else { return nil }
        self = OperatingMean()
        run.update(isRunning: true, at: time)
        return Result(start: begin, end: time, mean: mean.settled)
    }
}
