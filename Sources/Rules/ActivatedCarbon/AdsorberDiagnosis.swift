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

    /// The state that it is compared with; nil where nothing was measured before.
    var before: AdsorberPoint?
    var now: AdsorberPoint
    /// The causes that remain possible, the gravest first.
    private(set) var causes: [Cause] = []

    /// Creates the diagnosis of a mean that fell.
    init(fallFrom before: AdsorberPoint, to now: AdsorberPoint) {
        (self.before, self.now) = (before, now)
        causes = fallen(AdsorberChange(from: before, to: now))
    }

    /// Creates the diagnosis of a pressure drop near zero.
    ///
    /// - Parameter design: The air volume in the design plan, m³/h, which stands in where none was measured before.
    init(nearZero now: AdsorberPoint, before: AdsorberPoint?, design: Double?) {
        (self.before, self.now) = (before, now)
        let change = before.flatMap { AdsorberChange(from: $0, to: now) }
        causes = nearZero(change, design: design)
        // A loose hose shows no pressure either.
        if causes.contains(.bypass) { causes.append(.hoses) }
    }

    /// Creates the diagnosis of a pressure drop that is too high.
    init(high now: AdsorberPoint, before: AdsorberPoint?) {
        (self.before, self.now) = (before, now)
        causes = high(before.flatMap { AdsorberChange(from: $0, to: now) })
    }

    /// Creates the diagnosis of the first hours of a filling, compared with those of earlier ones. Nil where the
    /// resistance is not that low, or where the fan is slower and nothing shows by how much.
    ///
    /// - Parameter share: The share of the earlier resistance that is enough, 0 to 1.
    init?(filling now: AdsorberPoint, before: AdsorberPoint, share: Double) {
        guard let change = AdsorberChange(from: before, to: now), let resistance = change.resistance,
            resistance < share
        else { return nil }
        (self.before, self.now) = (before, now)
        causes = [.thin]
        if change.flow == nil, change.current == nil { causes.append(.slowFan) }
    }

    // MARK: Signs

    /// The share of the earlier air volume that counts as no air: leaks and the noise of a flow meter give some per
    /// cent.
    private static let noFlow = 0.1
    /// The share of its current below which a fan moves no air: a centrifugal fan before a shut damper, and a motor
    /// without its fan, take half of their current or less (from memory).
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
            guard let current else { return [.noAir] }
            return AdsorberChange.isLower(current) ? [.noAir] : [.bypass]
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
        // An opened damper raises the air volume at most as much as the current, and the pressure by its square.
        let most = current * current * (1 + AdsorberChange.resistanceBand)
        return change.pressure <= most ? [.tooMuchAir] : [.clogged, .tooMuchAir]
    }
}
