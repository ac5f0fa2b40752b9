import Facilities

/// The minutes of one channel, and the patterns that are searched in them.
struct Watch: Codable, Hashable, Sendable {
    /// The readings of a minute: the mean of those that limits may be judged by, and the highest of any.
    struct Minute: Hashable, Sendable {
        var mean: Double?
        var highest: Double
        /// The change of the mean since the minute before, as a share of it; nil where there is none.
        var step: Double?
    }

    let id: Channel.ID
    private var sum = 0.0
    private var count = 0
    private var highest: Double?
    private var last: Double?
    private var lastAt: Timestamp?

    var smooth = TooSmooth()
    var top = FlatTop()
    var off = WhileOff()
    var excess: Excess?

    init(_ id: Channel.ID) { self.id = id }

    mutating func take(_ reading: Reading) {
        guard let value = reading.value else { return }
        highest = max(highest ?? value, value)
        guard reading.measured(.limits) != nil else { return }
        sum += value
        count += 1
    }

    /// Returns the minute that is over, and starts another; nil without a reading.
    mutating func close(at time: Timestamp) -> Minute? {
        guard let highest else { return nil }
        defer { (sum, count, self.highest) = (0, 0, nil) }
        guard count > 0 else { return Minute(highest: highest) }
        let mean = sum / Double(count)
        var step: Double?
        if let last, let lastAt, last > 0, time - lastAt <= .minutes(15) { step = (mean - last) / last }
        (last, lastAt) = (mean, time)
        return Minute(mean: mean, highest: highest, step: step)
    }
}

/// The suspicions that are possible for a quantity.
extension Quantity {
    /// Whether it varies by nature, at every instrument.
    var fluctuates: Bool { Self.fluctuating.contains(self) }

    /// Whether it is watched at all. Temperatures and levels move slowly and smoothly by nature.
    var isWatched: Bool { Self.watched.contains(self) }

    private static let fluctuating = QuantityIndex(fluctuatingOnes)
    private static let watched = QuantityIndex(fluctuatingOnes + [.pressureDrop, .airFlow, .dpfPressure])

    private static let fluctuatingOnes: [Quantity] = [
        .fume, .fumeIn, .nmhc, .particulate, .vocIn, .vocOut, .tsp, .pm10, .pm25, .smoke, .nox, .noise,
    ]

    /// Whether it is measured at the other place of a pair: an outlet that is a copy of the inlet is as suspect as two
    /// boxes that are one. Sizes of dust are not, since a station computes all of them from one measurement.
    func isOtherPlace(of other: Quantity) -> Bool {
        switch (self, other) {
        case (.vocIn, .vocOut), (.vocOut, .vocIn), (.fumeIn, .fume), (.fume, .fumeIn): true
        default: self == other
        }
    }
}
