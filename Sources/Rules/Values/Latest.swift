import Facilities

/// The newest value of something that another device than the one at hand may measure. It counts while it is fresh.
struct Latest: Codable, Hashable, Sendable {
    private(set) var value: Double?
    private(set) var time: Timestamp?

    /// Nil leaves what was there before, which grows old.
    mutating func take(_ value: Double?, at time: Timestamp) {
        guard let value else { return }
        (self.value, self.time) = (value, time)
    }

    func value(at time: Timestamp, within age: Duration = .minutes(5)) -> Double? {
        guard let value, let taken = self.time, time - taken <= age else { return nil }
        return value
    }
}
