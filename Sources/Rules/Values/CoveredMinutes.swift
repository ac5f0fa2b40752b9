import Facilities

/// Counts the minutes that values stand for. A value stands for the minute in which it came, and for its period after
/// that: one every five minutes stands for five. The period counts with a tenth more, since polls that are a minute
/// apart may fall before or after the begin of a minute. The minutes that it covers ahead are not counted for a time up
/// to now. A period that is over is closed before a later value is added.
///
/// Minutes are numbered since 1970, by any clock that does not go back.
struct CoveredMinutes: Hashable, Sendable {
    /// The first minute that no value covers yet.
    private(set) var through: Int64
    private(set) var count: Int
    /// The time in milliseconds before which a value adds nothing: most values need only this comparison.
    private var next = Int64.min

    /// Starts to count at a minute.
    init(from minute: Int64, count: Int = 0) {
        (through, self.count) = (minute, count)
    }

    /// Counts a value.
    ///
    /// - Parameter time: The time of the value, in milliseconds.
    mutating func add(at time: Int64, period: Duration) {
        guard time >= next else { return }
        let span = period.milliseconds / 10 * 11
        let minute = time / 60_000
        let end = max(minute + 1, (time + span) / 60_000)
        if end > through {
            count += Int(end - max(through, minute))
            through = end
        }
        next = min(through * 60_000, (through + 1) * 60_000 - span)
    }

    /// Returns the counted minutes up to a minute.
    func minutes(until end: Int64) -> Int { count - Int(max(0, through - end)) }

    /// Ends the count at a minute and starts the next one there. Returns the counted minutes.
    mutating func close(at end: Int64) -> Int {
        let closed = minutes(until: end)
        count -= closed
        // A value that comes late covers nothing of what is closed.
        through = max(through, end)
        return closed
    }
}

extension CoveredMinutes: Codable {
    private enum Key: String, CodingKey { case through, count }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            from: decoder.correctedMinute(try container.decode(Int64.self, forKey: .through)),
            count: try container.decode(Int.self, forKey: .count))
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(through, forKey: .through)
        try container.encode(count, forKey: .count)
    }
}
