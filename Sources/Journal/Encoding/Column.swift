import Facilities

/// The quantity and the unit of the readings at one position in the samples of a series.
struct Column: Codable, Hashable {
    var quantity: Quantity
    var unit: PhysicalUnit
}
