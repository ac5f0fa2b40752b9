import Facilities

/// Whether something runs: by its state, or else by its current, whichever of a facility's devices tells them.
struct RunWatch: Codable, Hashable, Sendable {
    private var state = Latest()
    private var current = Latest()

    mutating func take(_ sample: Sample, state: Quantity = .fanState, current: Quantity = .fanCurrent) {
        self.state.take(sample.value(of: state), at: sample.time)
        self.current.take(sample.value(of: current), at: sample.time)
    }

    /// Nil when nobody has told it for five minutes.
    func runs(above limit: Limit, at time: Timestamp) -> Bool? {
        state.value(at: time).map { $0 >= 0.5 } ?? current.value(at: time).map { $0 > limit.value }
    }
}

extension Sample {
    /// Whether it says anything of the fan that can be used.
    var tellsOfFan: Bool { value(of: .fanState) != nil || value(of: .fanCurrent) != nil }
}

extension Limit {
    /// The current above which a fan counts as running.
    static let fanOnCurrent = ownDefault("fanOnCurrent", 0.5, .ampere)
}
