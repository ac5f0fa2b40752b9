import Facilities

/// Whether an instrument came to the top of its range at a stroke, as a broken sensor does and a fire may: it is reported at
/// once, and believed without a look only when it has lasted.
struct TopJump: Codable, Hashable, Sendable {
    private var last: Measured?
    private var since: Timestamp?

    /// So much of the range at once is a jump.
    private static let share = 0.1
    private static let lasting = Duration.seconds(60)

    mutating func take(_ measured: Measured?, in range: ClosedRange<Double>?, at time: Timestamp) {
        guard let measured else { return }
        defer { last = measured }
        guard measured.bound == .atLeast else {
            since = nil
            return
        }
        guard last?.bound != .atLeast else { return }
        let step = range.map { ($0.upperBound - $0.lowerBound) * Self.share } ?? 0
        let isJump = last.map { measured.value - $0.value > step } ?? true
        since = isJump ? time : nil
    }

    func isFresh(at time: Timestamp) -> Bool {
        since.map { time - $0 < Self.lasting } ?? false
    }
}
