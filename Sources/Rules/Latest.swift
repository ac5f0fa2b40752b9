import Facilities

/// The newest good value of a quantity, for rules that need two of them: each may come in another device's sample.
struct Latest: Codable, Hashable, Sendable {
    private(set) var value: Double?
    private(set) var time: Timestamp?

    mutating func take(_ value: Double?, at time: Timestamp) {
        guard let value else { return }
        self.value = value
        self.time = time
    }

    /// Nil when there is none, or none that is fresh.
    func value(at time: Timestamp, within: Duration = .minutes(5)) -> Double? {
        guard let value, let taken = self.time, time - taken <= within else { return nil }
        return value
    }
}
