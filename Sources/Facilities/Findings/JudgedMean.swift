/// The newest mean of a channel that a rule has judged.
public struct JudgedMean: Hashable, Sendable {
    /// `dust.tsp`
    public var rule: String
    /// The channel whose readings are averaged.
    public var channel: Channel.ID
    /// The begin of the interval.
    public var start: Timestamp
    /// The length of the interval.
    public var length: Duration
    /// The mean, in the unit of the channel's readings.
    public var mean: Double
    /// The bound of the mean, where a value in it was the end of a range.
    public var bound: Bound
    /// The limit that the mean is compared with, in the unit of the channel's readings.
    public var limit: Limit

    public init(
        rule: String, channel: Channel.ID, start: Timestamp, length: Duration, mean: Double, bound: Bound, limit: Limit
    ) {
        (self.rule, self.channel, self.start, self.length) = (rule, channel, start, length)
        (self.mean, self.bound, self.limit) = (mean, bound, limit)
    }
}
