import Facilities

/// Whether a device answers. Offline is one that has failed at least three times running, over at least three seconds:
/// so neither a fast poll gives up at once nor a slow one at the first hiccup. It is probed less and less often, at least
/// about every eight seconds, so that it costs the others little and is noticed soon when it is back.
struct DeviceLink {
    enum Change {
        case lost, returned
    }

    /// When it failed first; nil while it is not offline. All times are since the start.
    private(set) var offlineSince: Duration?
    /// Before then it is left alone.
    private(set) var notBefore = Duration.zero
    private var failures = 0
    private var firstFailure = Duration.zero
    private var backoff = Backoff(from: .seconds(1), to: .seconds(8))

    /// Whether the last request failed: asking again may well be waiting in vain.
    var isDoubtful: Bool { failures > 0 }

    mutating func answered() -> Change? {
        defer { self = DeviceLink() }
        return offlineSince == nil ? nil : .returned
    }

    /// - Parameters:
    ///   - rest: how long an answer may still come that nobody waits for any more.
    ///   - jitter: so that devices that were lost together are not probed in step.
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

    /// An answer may come until then that nobody waits for any more.
    mutating func rest(until time: Duration) {
        notBefore = max(notBefore, time)
    }

    /// What kept it from answering is gone: it may be asked at once.
    mutating func mayAnswer(from time: Duration) {
        notBefore = min(notBefore, time)
    }
}
