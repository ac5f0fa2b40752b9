import Facilities

/// Whether an instrument jumped to the top of its range, as a broken sensor does, and a fire may: it is reported at
/// once, and trusted without a check only when it has lasted.
struct TopJump: Codable, Hashable, Sendable {
    private var last: Measured?
    /// The time of the jump; nil without one.
    private var since: Timestamp?
    /// The time at which it was last seen at the top.
    private var seen: Timestamp?

    /// The least share of the range that counts as a jump.
    private static let share = 0.1
    private static let lasting = Duration.seconds(60)

    /// Takes a value in.
    ///
    /// - Parameter limit: An exact value past it shows that the sensor is not broken.
    mutating func take(
        _ measured: Measured?, in range: ClosedRange<Double>?, past limit: Double, at time: Timestamp
    ) {
        guard let measured else { return }
        defer { last = measured }
        guard measured.bound == .atLeast else {
            if measured.isPast(limit, .above) == true { since = nil }
            return
        }
        if last?.bound != .atLeast { since = isJump(to: measured, in: range) ? time : nil }
        seen = time
    }

    private func isJump(to measured: Measured, in range: ClosedRange<Double>?) -> Bool {
        guard let last else { return true }
        let step = range.map { ($0.upperBound - $0.lowerBound) * Self.share } ?? 0
        return measured.value - last.value > step
    }

    /// Whether the top was seen for too short a time to be trusted; the doubt remains when the value is back.
    var isDoubtful: Bool {
        guard let since else { return false }
        return (seen ?? since) - since < Self.lasting
    }
}
