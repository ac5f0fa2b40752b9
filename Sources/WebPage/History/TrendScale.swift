import Facilities

/// The vertical scale of a chart, with round numbers at its side.
struct TrendScale: Hashable {
    /// The values at the bottom and at the top.
    let low, high: Double
    /// The values that are written at the side.
    let marks: [Double]

    /// The largest magnitude that a chart shows. A broken device may return anything.
    private static let most = 1e12

    /// - Parameters:
    ///   - values: all values that are drawn. Values that are not finite are skipped.
    ///   - limits: limits in the unit of the values. The scale includes those with which the values still fill a
    ///     third of the height.
    init(_ values: [Double], limits: [Double] = [], isSwitch: Bool = false) {
        guard !isSwitch else {
            (low, high, marks) = (0, 1, [0, 0.5, 1])
            return
        }
        let all = values.filter(\.isFinite).map { min(max($0, -Self.most), Self.most) }
        var (least, most) = (all.min() ?? 0, all.max() ?? 1)
        let span = max(most - least, abs(most) * 0.01, 1e-6)
        for limit in limits.filter(\.isFinite).sorted(by: { abs($0 - most) < abs($1 - most) }) {
            let (below, above) = (min(least, limit), max(most, limit))
            if above - below <= 3 * span || below >= 0 && least >= 0 && above <= 3 * most {
                (least, most) = (below, above)
            }
        }
        // The scale of amounts begins at zero, unless that hides how they change.
        if least > 0, least < most / 2 { least = 0 }
        let step = Self.round((most - least) / 3, atLeast: span / 100)
        let (bottom, top) = ((least / step).rounded(.down), (most / step).rounded(.up))
        let last = max(top, bottom + 1)
        (low, high) = (bottom * step, last * step)
        marks = stride(from: bottom, through: last, by: 1).map { $0 * step }
    }

    /// Returns the next larger of 1, 2 and 5 times a power of ten.
    private static func round(_ step: Double, atLeast least: Double) -> Double {
        let step = max(step, least)
        var power = 1.0
        while power * 10 <= step { power *= 10 }
        while power > step { power /= 10 }
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= step * 0.999 } ?? power * 10
    }

    /// Returns the height of a value, from 0 at the bottom to 1 at the top. Values outside the scale are at its
    /// end.
    func height(_ value: Double) -> Double {
        guard value.isFinite else { return value > 0 ? 1 : 0 }
        return min(max((value - low) / (high - low), 0), 1)
    }

    /// Whether a value is within the scale.
    func shows(_ value: Double) -> Bool {
        let least = (high - low) * 1e-9
        return low - least...high + least ~= value
    }
}
