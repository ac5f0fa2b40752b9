/// A figure that the bureau's file gives for a limit, for all facilities of a gateway.
public struct BureauFigure: Hashable, Sendable {
    /// The figure, in any unit of the limit's dimension.
    public var value: Measure
    /// The source that the bureau names.
    public var source: String
    /// The clause in the source; empty for none.
    public var clause: String
    /// Whether the bureau states that it was read in the source.
    public var verified: Bool

    public init(_ value: Measure, source: String, clause: String = "", verified: Bool) {
        self.value = value
        self.source = source
        self.clause = clause
        self.verified = verified
    }
}

extension Limit {
    /// Returns the limit with the bureau's figure; unchanged where that is in another dimension.
    public func set(by figure: BureauFigure) -> Limit {
        guard let value = figure.value.value(in: unit) else { return self }
        var limit = self
        limit.value = value
        (limit.source, limit.clause, limit.verified) = (figure.source, figure.clause, figure.verified)
        limit.origin = .bureau
        return limit
    }
}
