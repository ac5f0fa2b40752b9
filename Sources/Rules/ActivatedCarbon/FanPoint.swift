import Facilities

/// The air volume and the current of the fans of an adsorber.
struct FanPoint: Codable, Hashable, Sendable {
    /// The air volume, m³/h; nil where it is not measured.
    var flow: Double?
    /// The current of all fans together, A; nil where one of them is not measured.
    var current: Double?
}

extension Observed {
    /// The air volume and the current now. Only fresh values count; the end of an instrument's range is not compared.
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

/// The mean air volume and current of the fans.
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
        func mean(of all: Int) -> Double? {
            guard count > 0, count * 4 >= all * 3 else { return nil }
            return (sum / Double(count)).settled
        }
    }

    mutating func add(_ point: FanPoint) {
        count += 1
        flow.add(point.flow)
        current.add(point.current)
    }

    var point: FanPoint { FanPoint(flow: flow.mean(of: count), current: current.mean(of: count)) }
}
