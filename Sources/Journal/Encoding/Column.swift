import Facilities

/// One reading's place in the samples of a series.
struct Column: Codable, Hashable {
    var quantity: Quantity
    var unit: PhysicalUnit
}
