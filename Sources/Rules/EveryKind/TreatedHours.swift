import Facilities

/// Hours of one local day in which production ran and it was known whether the treatment did.
struct TreatedHours: Codable, Hashable, Sendable {
    let day: Day
    /// Whole milliseconds: sums of fractions of an hour would drift past the limit.
    private var milliseconds: Int64 = 0
    private var treatedMilliseconds: Int64 = 0
    private var last: Last?

    private struct Last: Codable, Hashable {
        var time: Timestamp
        /// Whether the treatment ran; nil while production stands, or where the state of either is unknown.
        var isTreated: Bool?
    }

    init(_ day: Day) { self.day = day }

    var production: Double { Double(milliseconds) / 3_600_000 }
    var treated: Double { Double(treatedMilliseconds) / 3_600_000 }

    /// The share of treated production, in per cent; nil without production.
    var share: Double? { milliseconds > 0 ? (treated / production * 100).settled : nil }

    /// Takes a state in. The time between two samples counts for the first.
    ///
    /// - Parameter gap: The longest time that is counted, since nobody knows what happened in a longer one.
    mutating func update(_ isTreated: Bool?, at time: Timestamp, gap: Duration) {
        guard time >= last?.time ?? time else { return }
        count(until: time, gap: gap)
        last = Last(time: time, isTreated: isTreated)
    }

    private mutating func count(until time: Timestamp, gap: Duration) {
        guard let last, let isTreated = last.isTreated, time - last.time <= gap else { return }
        let elapsed = (time - last.time).milliseconds
        milliseconds += elapsed
        if isTreated { treatedMilliseconds += elapsed }
    }

    /// Ends the day, whose last state lasts until midnight where the next sample is not too far away. Returns the next
    /// day.
    mutating func end(at time: Timestamp, next: Day, gap: Duration, utcOffset: Int) -> TreatedHours {
        var following = TreatedHours(next)
        let midnight = (day + 1).start(utcOffset: utcOffset)
        guard let last, time - last.time <= gap else { return following }
        count(until: midnight, gap: gap)
        following.last = Last(time: midnight, isTreated: last.isTreated)
        return following
    }
}
