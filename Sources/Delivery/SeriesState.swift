import Facilities

/// The state of a series before an item, as far as the choice of that item depends on it.
public struct SeriesState: Hashable, Sendable {
    /// The sequence of the item that was chosen last; nil where none was.
    public var chosen: Int64?
    /// The time of the last sample with each quantity, chosen or not. A sample has only the quantities that were due.
    var times: [Quantity: Timestamp] = [:]
    /// The values that were chosen last, of quantities that are chosen by their change; nil for a reading without a value.
    var values: [Quantity: Double?] = [:]

    /// Creates the state of a series of which nothing else is known.
    public init(chosen: Int64? = nil) { self.chosen = chosen }
}
