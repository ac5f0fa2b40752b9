public import Facilities

/// The data of a building site beyond its status: the scores of its days, and the effects of its measures.
public struct SiteFacts: Hashable, Sendable {
    /// The scores of the last days including today, oldest first.
    public var scores: [DustScore]
    /// The records of today's measures in the order in which they were entered.
    public var today: [KeptEntry]
    /// The dust before and after each measure, by the sequence of its record. Measures without enough data are
    /// missing.
    public var effects: [Int64: MeasureEffect]

    public init(scores: [DustScore] = [], today: [KeptEntry] = [], effects: [Int64: MeasureEffect] = [:]) {
        (self.scores, self.today, self.effects) = (scores, today, effects)
    }
}
