/// A rule of the site's own: a threshold on one quantity, written in the configuration.
public struct Threshold: Hashable, Sendable {
    /// Letters and digits; the rule is `own.NAME`.
    public var name: String
    public var quantity: Quantity
    public var side: Side
    /// In the unit of the quantity's readings.
    public var limit: Measure
    /// How far back within the limit a value must be before the finding is cleared, in the same unit.
    public var band: Double
    /// How long the value must have been past the limit.
    public var after: Duration
    /// How long it must have been back.
    public var clearAfter: Duration
    public var level: Finding.Level
    public var text: Text

    public enum Side: String, Hashable, Sendable, CaseIterable {
        case above, below
    }

    public init(
        _ name: String, _ quantity: Quantity, _ side: Side, _ limit: Measure, band: Double = 0,
        after: Duration = .zero, clearAfter: Duration = .zero, level: Finding.Level = .yellow, text: Text
    ) {
        self.name = name
        self.quantity = quantity
        self.side = side
        self.limit = limit
        self.band = band
        self.after = after
        self.clearAfter = clearAfter
        self.level = level
        self.text = text
    }
}
