import Facilities

/// How an adsorber differs from what it was, as ratios: 1 is unchanged.
struct AdsorberChange: Hashable, Sendable {
    let pressure: Double
    let flow: Double?
    let current: Double?

    /// Flow meters and current transformers of the field drift by some per cent, and a plant's air changes with its dampers:
    /// within 15 % neither counts as changed.
    static let band = 0.15
    /// The relative change within which k counts as the same: the pressure drop grows with up to the square of the air
    /// volume, and so do its errors.
    static let resistanceBand = 0.3
    /// The least relative fall of a mean that explains a lower pressure drop.
    private static let least = 0.05

    /// Returns nil where there was no pressure drop before.
    init?(from before: AdsorberPoint, to now: AdsorberPoint) {
        guard before.pressure > 0, now.pressure.isFinite else { return nil }
        pressure = (now.pressure / before.pressure).settled
        flow = Self.ratio(now.fan.flow, before.fan.flow)
        current = Self.ratio(now.fan.current, before.fan.current)
    }

    private static func ratio(_ now: Double?, _ before: Double?) -> Double? {
        guard let now, let before, before > 0, now >= 0 else { return nil }
        return (now / before).settled
    }

    static func isLower(_ ratio: Double) -> Bool { ratio < 1 - band }
    static func isHigher(_ ratio: Double) -> Bool { ratio > 1 + band }

    /// Whether k is higher than before for any n; false where the air volume does not show it.
    var isMoreResistant: Bool {
        guard let flow else { return false }
        return pressure > max(flow, flow * flow) * (1 + Self.resistanceBand)
    }

    /// Whether k is lower than before for any n.
    private var isLessResistant: Bool {
        guard let flow else { return false }
        return pressure < min(flow, flow * flow) * (1 - Self.resistanceBand)
    }

    /// Whether the fan moves less air, and that alone explains a lower pressure drop: k is the same and the current is
    /// lower too. Without an air volume the current must have fallen at least as far as the pressure drop, as it does
    /// at a lower speed.
    var isLessAir: Bool {
        let most = 1 - Self.least
        if let flow { return flow <= most && !isLessResistant && current ?? 0 <= most }
        guard let current else { return false }
        return current <= min(most, pressure * (1 + Self.band))
    }

    /// The ratio of k to its earlier value: computed from the air volume, for the n that gives the most, or else the
    /// ratio of the pressure drops. Nil where only a lower current shows that there is less air.
    var resistance: Double? {
        if let flow {
            guard flow > 0 else { return nil }
            return (pressure / min(flow, flow * flow)).settled
        }
        if let current, Self.isLower(current) { return nil }
        return pressure
    }
}
