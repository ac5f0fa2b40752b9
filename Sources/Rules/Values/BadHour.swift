import Facilities

/// Which share of an hour's readings were bad. An hour begins with a bad reading, so that nothing is counted for a sound
/// instrument, and the next one right after it while the share was too large.
struct BadHour: Codable, Hashable, Sendable {
    struct Found: Codable, Hashable, Sendable {
        /// Since the first hour of which too much was bad.
        var since: Timestamp
        /// Of the newest of them.
        var percent: Double
    }

    private(set) var found: Found?
    private var start: Timestamp?
    private var all = 0
    private var bad = 0

    /// One or two bad readings are none to speak of, also of an instrument that is read three times an hour.
    private static let least = 3

    /// Takes a reading in.
    ///
    /// - Parameter most: the share that is too large, in per cent. It is over with an hour of less than half of that.
    mutating func add(isBad: Bool, at time: Timestamp, most: Double) {
        if let start, time - start >= .hours(1) { close(start, most: most) }
        guard isBad || start != nil || found != nil else { return }
        start = start ?? time
        all += 1
        if isBad { bad += 1 }
    }

    private mutating func close(_ start: Timestamp, most: Double) {
        let percent = (Double(bad) / Double(all) * 100).settled
        if percent > most, bad >= Self.least {
            found = Found(since: found?.since ?? start, percent: percent)
        } else if percent < most / 2 {
            found = nil
        }
        (self.start, all, bad) = (nil, 0, 0)
    }
}
