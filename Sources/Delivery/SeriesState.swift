import Facilities

/// What a series had before an item, as far as the choice of that item depends on it.
public struct SeriesState: Hashable, Sendable {
    /// The sequence of the item that was chosen last.
    public var chosen: Int64?
    /// The time of the last sample with each quantity, chosen or not. A sample has only the quantities that were due.
    var times: [Quantity: Timestamp] = [:]
    /// The values that were chosen last, of quantities that are chosen by their change; nil where there was none.
    var values: [Quantity: Double?] = [:]

    public init(chosen: Int64? = nil) { self.chosen = chosen }
}
