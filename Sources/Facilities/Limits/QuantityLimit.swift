/// A limit that the readings of a quantity are compared with.
public struct QuantityLimit: Hashable, Sendable {
    /// The rule that compares them.
    public var rule: String
    /// The limit, in the unit of the readings.
    public var limit: Limit
    /// The side on which a reading passes it.
    public var side: LimitSide

    public init(rule: String, limit: Limit, side: LimitSide) {
        (self.rule, self.limit, self.side) = (rule, limit, side)
    }
}
