import Facilities

/// Whether an instrument came to the top of its range at a stroke, as a broken sensor does and a fire may: it is reported at
/// once, and believed without a look only when it has lasted.
struct TopJump: Codable, Hashable, Sendable {
    private var last: Measured?
    /// When it jumped.
    private var since: Timestamp?
    /// When it was last seen at the top.
    private var seen: Timestamp?

    /// So much of the range at once is a jump.
    private static let share = 0.1
    private static let lasting = Duration.seconds(60)

    /// - Parameter limit: an exact value past it shows that the jump was none of a broken sensor.
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

    /// Whether the top was not seen for long enough to be believed; so it stays when the value is back.
    var isDoubtful: Bool {
        guard let since else { return false }
        return (seen ?? since) - since < Self.lasting
    }
}
