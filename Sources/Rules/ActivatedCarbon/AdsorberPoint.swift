import Facilities

/// The pressure drop, the air volume and the fan current of an adsorber, as means over the same readings.
struct AdsorberPoint: Codable, Hashable, Sendable {
    /// The pressure drop, Pa.
    var pressure: Double
    var fan = FanPoint()
}
