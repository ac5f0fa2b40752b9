import Facilities

/// What the fan of an adsorber moves and takes.
struct FanPoint: Codable, Hashable, Sendable {
    /// m³/h; nil where the air volume is not measured.
    var flow: Double?
    /// A, of all fans together; nil where the current of one of them is not measured.
    var current: Double?
}

/// Pressure drop, air volume and fan current of an adsorber, as means over the same readings.
struct AdsorberPoint: Codable, Hashable, Sendable {
    /// Pa
    var pressure: Double
    var fan = FanPoint()
}

extension Observed {
    /// Fresh values only; the end of an instrument's range is no value to compare with.
    var fanPoint: FanPoint {
        FanPoint(flow: air.volume.flatMap { $0.bound == .exact ? $0.value : nil }, current: fanCurrent)
    }

    private var fanCurrent: Double? {
        var sum: Double?
        for known in channels(of: .fanCurrent) {
            guard let value = known.fresh(.limits, at: time), value.bound == .exact else { return nil }
            sum = (sum ?? 0) + value.value
        }
        return sum
    }
}

/// The mean of what a fan moves and takes.
struct FanMean: Codable, Hashable, Sendable {
    private var count = 0
    private var flow = Sum()
    private var current = Sum()

    private struct Sum: Codable, Hashable {
        var count = 0
        var sum = 0.0

        mutating func add(_ value: Double?) {
            guard let value else { return }
            count += 1
            sum += value
        }

        /// Nil where fewer than 75 % of the readings had a value: the mean would be of other minutes.
        func mean(of all: Int) -> Double? { count > 0 && count * 4 >= all * 3 ? (sum / Double(count)).settled : nil }
    }

    mutating func add(_ point: FanPoint) {
        count += 1
        flow.add(point.flow)
        current.add(point.current)
    }

    var point: FanPoint { FanPoint(flow: flow.mean(of: count), current: current.mean(of: count)) }
}

/// The mean of what an adsorber's instruments show together.
struct AdsorberMean: Codable, Hashable, Sendable {
    private var pressure = Accumulator(.arithmetic)
    private var fan = FanMean()

    mutating func add(_ point: AdsorberPoint) {
        pressure.add(point.pressure)
        fan.add(point.fan)
    }

    /// Nil before the first reading.
    var point: AdsorberPoint? { pressure.mean.map { AdsorberPoint(pressure: $0.settled, fan: fan.point) } }
}

/// The mean of the newest ten minutes that are complete, or of what has come while none are.
struct RecentAdsorberMean: Codable, Hashable, Sendable {
    private var mean = AdsorberMean()
    private var start: Timestamp?
    private var last: AdsorberPoint?

    private static let length = Duration.minutes(10)

    mutating func add(_ point: AdsorberPoint, at time: Timestamp) {
        if let start, time - start >= Self.length {
            (last, mean, self.start) = (mean.point, AdsorberMean(), time)
        }
        start = start ?? time
        mean.add(point)
    }

    var point: AdsorberPoint? { last ?? mean.point }
}
