import Facilities

/// How long something has run, summed up from samples of its state.
struct RunHours: Codable, Hashable, Sendable {
    /// Whole milliseconds: sums of fractions of an hour would drift past the limit.
    private var milliseconds: Int64 = 0
    private var last: Timestamp?

    var hours: Double { Double(milliseconds) / 3_600_000 }

    /// Time between two samples counts if it ran at the first.
    ///
    /// - Parameter gap: the longest that is counted, since nobody knows what it did in a longer one.
    mutating func update(isRunning: Bool?, at time: Timestamp, gap: Duration = .minutes(10)) {
        if let last, time > last, time - last <= gap { milliseconds += (time - last).milliseconds }
        last = isRunning == true ? time : nil
    }
}
