import Facilities
import MQTT

/// Whether there is a connection to a platform, since when, why not, and when the next one is tried.
struct PlatformStanding {
    let address: String
    private(set) var isConnected = false
    /// The time since which there is a connection, or since which there is none.
    private(set) var since: Timestamp
    /// The reason why there is no connection; nil before the first try has ended.
    private(set) var end: PlatformEnd?
    /// The time of the next attempt; nil during an attempt or a connection.
    private(set) var next: ContinuousClock.Instant?
    private var begun: ContinuousClock.Instant?
    private var plan = ReconnectPlan()

    init(address: String, since: Timestamp, now: ContinuousClock.Instant) {
        (self.address, self.since, next) = (address, since, now)
    }

    mutating func trying() { next = nil }

    mutating func connected(at time: Timestamp, _ now: ContinuousClock.Instant) {
        (isConnected, since, begun) = (true, time, now)
    }

    /// - Parameter jitter: from 0 to 1, by chance.
    mutating func ended(
        _ end: PlatformEnd, at time: Timestamp, _ now: ContinuousClock.Instant, jitter: Double
    ) {
        if isConnected { since = time }
        let lived = begun.map { now - $0 } ?? .zero
        let disconnection = Disconnection(end.cause, wasConnected: isConnected, lived: lived)
        next = now + plan.pause(after: disconnection, at: now, jitter: jitter)
        (isConnected, begun, self.end) = (false, nil, end)
    }

    var reason: Text? { isConnected ? nil : end?.text }
    var publicReason: Text? { isConnected ? nil : end?.publicText }
}
