import Facilities

/// The mean of a quantity over some time of operation, however often that was interrupted: a kitchen may never cook,
/// nor a machine work, for a whole hour without a break.
struct OperatingMean: Codable, Hashable, Sendable {
    struct Result: Codable, Hashable, Sendable {
        var start: Timestamp
        var end: Timestamp
        var mean: Double
        /// The bound of the mean; nil where all values were exact.
        var bound: Bound?

        var measured: Measured { Measured(mean, bound ?? .exact) }
    }

    private var values = Accumulator(.arithmetic)
    private var run = RunHours()
    private var start: Timestamp?
    /// The bound of the values that were not exact.
    private var bound: Bound?

    /// The time for which the open mean has had values.
    var covered: Duration { .milliseconds(Int64((run.hours * 3_600_000).rounded())) }

    /// Takes a value in; nil while there is no operation or no value. Returns the mean that it completes.
    ///
    /// - Parameter gap: The longest time between two values that counts as operation.
    mutating func add(_ value: Measured?, at time: Timestamp, span: Duration, gap: Duration = .minutes(10)) -> Result? {
        run.update(isRunning: value != nil, at: time, gap: gap)
        guard let value else { return nil }
        values.add(value.value)
        if value.bound != .exact { bound = value.bound }
        let begin = start ?? time
        start = begin
        guard run.hours >= span.inHours, let mean = values.mean else { return nil }
        let result = Result(start: begin, end: time, mean: mean.settled, bound: bound)
        self = OperatingMean()
        run.update(isRunning: true, at: time, gap: gap)
        return result
    }
}
