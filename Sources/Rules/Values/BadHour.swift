import Facilities

/// The share of an hour's readings that were bad. An hour begins with a bad reading, so that nothing is counted for a
/// sound instrument; while the share is too large, the next hour follows at once.
struct BadHour: Codable, Hashable, Sendable {
    struct Found: Codable, Hashable, Sendable {
        /// The begin of the first hour with too many.
        var since: Timestamp
        /// The share of the newest such hour, in per cent.
        var percent: Double
    }

    private(set) var found: Found?
    private var start: Timestamp?
    private var all = 0
    private var bad = 0

    /// The least number of bad readings that counts, also for an instrument that is read three times an hour.
    private static let least = 3

    /// Takes a reading in.
    ///
    /// - Parameter most: The share that is too large, in per cent. A finding ends with an hour of less than half of it.
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
