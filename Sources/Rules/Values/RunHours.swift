import Facilities

/// The running time of equipment, from samples of its state.
struct RunHours: Codable, Hashable, Sendable {
    /// The running time in whole milliseconds: sums of fractions of an hour would drift past the limit.
    private var milliseconds: Int64 = 0
    private var last: Timestamp?

    var hours: Double { Double(milliseconds) / 3_600_000 }

    /// Takes a state in. The time between two samples counts if the equipment ran at the first.
    ///
    /// - Parameter gap: The longest time that is counted, since nobody knows the state in a longer one.
    mutating func update(isRunning: Bool?, at time: Timestamp, gap: Duration = .minutes(10)) {
        if let last, time > last, time - last <= gap { milliseconds += (time - last).milliseconds }
        last = isRunning == true ? time : nil
    }
}
