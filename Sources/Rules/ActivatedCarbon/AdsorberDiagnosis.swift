import Facilities

/// What may have changed at an adsorber, from its pressure drop p, the air volume q and the fan's current i, each compared
/// with what it was. A bed gives p = k · qⁿ with n between 1 and 2, so that k is unchanged where p lies between q and q² (as
/// ratios). A fan at another speed s gives q = s, p = s², i = s³; a centrifugal fan takes less current when it moves less
/// air.
///
/// | p | q | i | k | cause |
/// |---|---|---|---|---|
/// | lower | same or higher | not lower | lower | bypass, or a hole in the bed |
/// | lower | lower | not lower | – | bypass before the flow meter: the fan moves as much as ever |
/// | lower | lower | lower (without q: at least as far as p) | same | less air: slower fan, or a damper further closed |
/// | near zero | under a tenth | lower | – | no air: belt torn, or damper shut |
/// | higher | not higher | not higher | higher | clogged |
/// | higher | higher | higher | same | too much air |
/// | lower from the first hours after a replacement | – | not lower | lower | thin filling, or the bypass left open |
/// | negative | – | – | – | hoses reversed |
///
/// Where signs contradict each other, or an instrument is missing that would tell causes apart, those that remain are all
/// named. The flow meter is taken to measure all the air of the fan.
struct AdsorberDiagnosis: Hashable, Sendable {
    enum Cause: Sendable {
        case bypass, slowFan, noAir, hoses, clogged, tooMuchAir, thin
    }

    /// What it is compared with; nil where nothing was measured before.
    var before: AdsorberPoint?
    var now: AdsorberPoint
    /// Those that remain, the gravest first.
    private(set) var causes: [Cause] = []

    /// Of a mean that fell.
    init(fallFrom before: AdsorberPoint, to now: AdsorberPoint) {
        (self.before, self.now) = (before, now)
        causes = fallen(AdsorberChange(from: before, to: now))
    }

    /// Of a pressure drop near zero.
    ///
    /// - Parameter design: the air volume that is planned, m³/h, where none was measured before.
    init(nearZero now: AdsorberPoint, before: AdsorberPoint?, design: Double?) {
        (self.before, self.now) = (before, now)
        let change = before.flatMap { AdsorberChange(from: $0, to: now) }
        causes = nearZero(change, design: design)
        // A hose that has come off shows no pressure either.
        if causes.contains(.bypass) { causes.append(.hoses) }
    }

    /// Of a pressure drop that is too high.
    init(high now: AdsorberPoint, before: AdsorberPoint?) {
        (self.before, self.now) = (before, now)
        causes = high(before.flatMap { AdsorberChange(from: $0, to: now) })
    }

    /// Of the first hours of a filling, compared with those of earlier ones; nil where they are not that low, or the fan is
    /// slower and nothing tells how much.
    ///
    /// - Parameter share: how much of the resistance is enough, 0 to 1.
    init?(filling now: AdsorberPoint, before: AdsorberPoint, share: Double) {
        guard let change = AdsorberChange(from: before, to: now), let resistance = change.resistance,
            resistance < share
        else { return nil }
        (self.before, self.now) = (before, now)
        causes = change.flow == nil && change.current == nil ? [.thin, .slowFan] : [.thin]
    }

    // MARK: Signs

    /// Less air than a tenth is none: leaks and the noise of a flow meter give some per cent.
    private static let noFlow = 0.1
    /// A centrifugal fan before a shut damper, and a motor without its fan, take half of their current or less (from memory).
    private static let idleCurrent = 0.6

    private func fallen(_ change: AdsorberChange?) -> [Cause] {
        guard let change else { return [.bypass, .slowFan] }
        if change.isLessAir { return [.slowFan] }
        if let current = change.current { return AdsorberChange.isLower(current) ? [.bypass, .slowFan] : [.bypass] }
        guard let flow = change.flow, !AdsorberChange.isLower(flow) else { return [.bypass, .slowFan] }
        return [.bypass]
    }

    private func nearZero(_ change: AdsorberChange?, design: Double?) -> [Cause] {
        let current = change?.current
        if let flow = now.fan.flow, flow <= Self.noFlow * (before?.fan.flow ?? design ?? 0) {
            return current.map(AdsorberChange.isLower) ?? true ? [.noAir] : [.bypass]
        }
        if change?.isLessAir == true { return [.slowFan] }
        if now.fan.flow == nil, let current, current < Self.idleCurrent { return [.noAir] }
        return fallen(change)
    }

    private func high(_ change: AdsorberChange?) -> [Cause] {
        guard let change else { return [.clogged, .tooMuchAir] }
        if let flow = change.flow {
            guard AdsorberChange.isHigher(flow) else { return [.clogged] }
            return change.isMoreResistant ? [.clogged, .tooMuchAir] : [.tooMuchAir]
        }
        guard let current = change.current else { return [.clogged, .tooMuchAir] }
        guard AdsorberChange.isHigher(current) else { return [.clogged] }
        // A damper that is opened gives at most as much air as current, and so the square of it in pressure.
        let most = current * current * (1 + AdsorberChange.resistanceBand)
        return change.pressure <= most ? [.tooMuchAir] : [.clogged, .tooMuchAir]
    }
}

/// How an adsorber differs from what it was, as ratios: 1 is unchanged.
struct AdsorberChange: Hashable, Sendable {
    let pressure: Double
    let flow: Double?
    let current: Double?

    /// Flow meters and current transformers of the field drift by some per cent, and a plant's air changes with its dampers:
    /// within 15 % neither counts as changed.
    static let band = 0.15
    /// Of k: the pressure drop goes with up to the square of the air volume, and so do the errors of that.
    static let resistanceBand = 0.3
    /// By so much at least a mean must be lower to explain a lower pressure drop.
    private static let least = 0.05

    /// Nil where there was no pressure drop before.
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

    /// Whether k is higher than before for any n; false where the air volume does not tell.
    var isMoreResistant: Bool {
        flow.map { pressure > max($0, $0 * $0) * (1 + Self.resistanceBand) } ?? false
    }

    /// Whether k is lower than before for any n.
    private var isLessResistant: Bool {
        flow.map { pressure < min($0, $0 * $0) * (1 - Self.resistanceBand) } ?? false
    }

    /// Whether the fan moves less air and that explains all of a lower pressure drop: k is the same and the current lower too;
    /// or, without an air volume, the current has fallen at least as far as the pressure drop, as it does at a lower speed.
    var isLessAir: Bool {
        let most = 1 - Self.least
        if let flow { return flow <= most && !isLessResistant && current ?? 0 <= most }
        return current.map { $0 <= min(most, pressure * (1 + Self.band)) } ?? false
    }

    /// k in relation to what it was: by the air volume, for the n that gives the most; or else the pressure drop alone. Nil where
    /// only a current that has fallen says that there is less air.
    var resistance: Double? {
        if let flow { return flow > 0 ? (pressure / min(flow, flow * flow)).settled : nil }
        if let current, Self.isLower(current) { return nil }
        return pressure
    }
}
