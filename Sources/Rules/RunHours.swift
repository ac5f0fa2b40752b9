import Facilities

/// How long something has run, summed up from samples of its state.
struct RunHours: Codable, Hashable, Sendable {
    /// Whole milliseconds: sums of fractions of an hour would drift past the limit.
    private var milliseconds: Int64 = 0
    private var last: Timestamp?

    var hours: Double { Double(milliseconds) / 3_600_000 }

    /// Time between two samples counts if it ran at the first; a gap of more than ten minutes is not counted, since
    /// nobody knows what it did.
    mutating func update(isRunning: Bool?, at time: Timestamp) {
        if let last, time > last, time - last <= .minutes(10) { milliseconds += (time - last).milliseconds }
        last = isRunning == true ? time : nil
    }
}

extension Sample {
    /// Whether the fan runs: by its state, or else by its current; nil when the sample tells neither.
    func fanRuns(above current: Limit) -> Bool? {
        if let state = value(of: .fanState) { return state >= 0.5 }
        return value(of: .fanCurrent).map { $0 > current.value }
    }
}

extension Limit {
    /// The current above which a fan counts as running.
    static let fanOnCurrent = Limit("fanOnCurrent", 0.5, .ampere, source: "本程序默认 our own default", verified: false)
}
