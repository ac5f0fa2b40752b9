/// A limit of the entries of each source: a token bucket for each source, which holds `burst` and regains `perHour` each
/// hour.
///
/// The memory is bounded. A full bucket equals none and is forgotten. Beyond 1,000 sources the fullest bucket is forgotten,
/// which is the one whose source loses the least: a source that pretends to be many others forgets their nearly full
/// buckets, and never its own empty one.
struct Quota {
    let perHour: Int
    let burst: Int

    static let mostSources = 1000

    /// The time at which the bucket of a source will be full again if nothing more is taken. The fullest bucket is the one
    /// with the earliest time.
    private var full: [String: ContinuousClock.Instant] = [:]

    init(perHour: Int, burst: Int) {
        (self.perHour, self.burst) = (perHour, burst)
    }

    /// The time in which one token is regained.
    private var interval: Duration { .seconds(3600) / perHour }

    /// Takes a token of a source.
    ///
    /// - Returns: nil if there was one; otherwise the seconds until there is one, and nothing was taken.
    mutating func take(_ source: String, at now: ContinuousClock.Instant) -> Double? {
        let next = max(full[source] ?? now, now) + interval
        let excess = next - now - interval * burst
        guard excess <= .zero else { return excess / .seconds(1) }
        full[source] = next
        if full.count > Self.mostSources { forget(at: now, except: source) }
        return nil
    }

    /// Forgets buckets. The newest source stays, because without a bucket its own use would not count.
    private mutating func forget(at now: ContinuousClock.Instant, except newest: String) {
        full = full.filter { $0.value > now }
        guard full.count > Self.mostSources else { return }
        if let fullest = full.filter({ $0.key != newest }).min(by: { $0.value < $1.value }) { full[fullest.key] = nil }
    }

    var sources: Int { full.count }
}
