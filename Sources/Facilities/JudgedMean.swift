/// The newest mean of a channel that a rule has judged.
public struct JudgedMean: Hashable, Sendable {
    /// `dust.tsp`
    public var rule: String
    public var channel: Channel.ID
    public var start: Timestamp
    /// The interval over which it is the mean.
    public var length: Duration
    public var mean: Double
    public var bound: Bound
    /// What the mean is compared with, in the unit of the channel's readings.
    public var limit: Limit

    public init(
        rule: String, channel: Channel.ID, start: Timestamp, length: Duration, mean: Double, bound: Bound, limit: Limit
    ) {
        (self.rule, self.channel, self.start, self.length) = (rule, channel, start, length)
        (self.mean, self.bound, self.limit) = (mean, bound, limit)
    }
}

/// A limit with which the readings of a quantity are compared.
public struct QuantityLimit: Hashable, Sendable {
    public var rule: String
    public var limit: Limit
    public var side: Threshold.Side

    public init(rule: String, limit: Limit, side: Threshold.Side) {
        (self.rule, self.limit, self.side) = (rule, limit, side)
    }
}
