import Facilities

/// The mean of the readings of an adsorber's instruments.
struct AdsorberMean: Codable, Hashable, Sendable {
    private var pressure = Accumulator(.arithmetic)
    private var fan = FanMean()

    mutating func add(_ point: AdsorberPoint) {
        pressure.add(point.pressure)
        fan.add(point.fan)
    }

    /// The mean; nil before the first reading.
    var point: AdsorberPoint? { pressure.mean.map { AdsorberPoint(pressure: $0.settled, fan: fan.point) } }
}
