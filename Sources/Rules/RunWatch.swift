import Facilities

/// Whether something runs: by its state, or else by its current, whichever of a facility's devices tells them.
struct RunWatch: Codable, Hashable, Sendable {
    private var state = Latest()
    private var current = Latest()
    /// Whether any device tells it, well or badly.
    private(set) var isMeasured = false

    mutating func take(_ sample: Sample, state: Quantity = .fanState, current: Quantity = .fanCurrent) {
        isMeasured = isMeasured || sample.measures(state) || sample.measures(current)
        self.state.take(sample.value(of: state), at: sample.time)
        self.current.take(sample.value(of: current), at: sample.time)
    }

    /// Nil when nobody has told it for five minutes.
    func runs(above limit: Limit, at time: Timestamp) -> Bool? {
        state.value(at: time).map { $0 >= 0.5 } ?? current.value(at: time).map { $0 > limit.value }
    }
}
