/// A rule of the site's own: a threshold on one quantity, written in the configuration.
public struct Threshold: Hashable, Sendable {
    /// The name, of letters and digits; the rule is `own.NAME`.
    public var name: String
    /// The quantity that is compared.
    public var quantity: Quantity
    /// The side on which the value passes the limit.
    public var side: LimitSide
    /// The limit, in the unit of the quantity's readings.
    public var limit: Measure
    /// The distance within the limit at which the finding is cleared, in the same unit.
    public var band: Double
    /// The time for which the value must have been past the limit.
    public var after: Duration
    /// The time for which it must have been back.
    public var clearAfter: Duration
    /// The level of the finding.
    public var level: Finding.Level
    /// The site's own words for the finding.
    public var text: Text

    public init(
        _ name: String, _ quantity: Quantity, _ side: LimitSide, _ limit: Measure, band: Double = 0,
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
