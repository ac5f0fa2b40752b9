import Facilities

/// The state of the connection to a device. A device is offline after at least three failures in a row over at least three
/// seconds, so that neither a single error nor a fast poll makes it so. It is then polled less and less often, but at least
/// about every eight seconds: it takes little time from other devices, and its return is noticed soon.
struct DeviceLink {
    enum Change {
        case lost, returned
    }

    /// The time of its first failure; nil while it is not offline. All times are since the start.
    private(set) var offlineSince: Duration?
    /// The time before which the device is not polled.
    private(set) var notBefore = Duration.zero
    private var failures = 0
    private var firstFailure = Duration.zero
    private var backoff = Backoff(from: .seconds(1), to: .seconds(8))

    /// Whether the last request failed, so that the next one may also wait in vain.
    var isDoubtful: Bool { failures > 0 }

    mutating func answered() -> Change? {
        defer { self = DeviceLink() }
        return offlineSince == nil ? nil : .returned
    }

    /// Notes a failure, and returns `lost` if it makes the device offline.
    ///
    /// - Parameters:
    ///   - rest: the time for which a late answer may still arrive.
    ///   - jitter: a random factor of the pause, so that devices that went offline together are not polled at the same time.
    mutating func failed(
        at time: Duration, rest: Duration, jitter: Double = .random(in: 0.9...1.1)
    ) -> Change? {
        if failures == 0 { firstFailure = time }
        failures += 1
        guard failures >= 3, time - firstFailure >= .seconds(3) else {
            notBefore = time + rest
            return nil
        }
        notBefore = time + max(rest, backoff.next() * jitter)
        guard offlineSince == nil else { return nil }
        offlineSince = firstFailure
        return .lost
    }

    /// Postpones the next poll, because a late answer may arrive until `time`.
    mutating func rest(until time: Duration) {
        notBefore = max(notBefore, time)
    }

    /// Allows the next poll at once, because the obstacle is gone.
    mutating func mayAnswer(from time: Duration) {
        notBefore = min(notBefore, time)
    }
}
