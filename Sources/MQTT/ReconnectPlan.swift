/// The pauses between attempts to connect.
///
/// In an outage of up to 90 s, a broker that returns is found within 2 s. In a longer one the pauses grow with the outage, and have a
/// jitter so that many gateways do not reconnect at the same moment. A broker that refuses, or whose connections end soon after they
/// were established, is tried less and less often.
public struct ReconnectPlan: Sendable {
    /// The age up to which an outage is short.
    static let short = Duration.seconds(90)
    /// The longest pause in a short outage.
    static let briefest = Duration.milliseconds(1200)
    static let longest = Duration.seconds(60)
    /// The longest pause after a broker said that it is busy.
    static let longestBusy = Duration.seconds(30)
    /// The age from which a connection counts as stable.
    static let proven = Duration.seconds(60)

    private var outage: ContinuousClock.Instant?
    /// The number of refusals in a row.
    private var refusals = 0
    /// The number of connections in a row that did not become stable.
    private var shortLives = 0

    /// Creates a plan without an outage.
    public init() {}

    /// Returns the pause after a connection or an attempt has ended.
    ///
    /// - Parameters:
    ///   - jitter: a random number from 0 to 1.
    ///   - isTrial: whether the client sent a message alone, to see whether the connection ends because of it.
    public mutating func pause(
        after end: Disconnection, at now: ContinuousClock.Instant, jitter: Double, isTrial: Bool = false
    ) -> Duration {
        if end.wasConnected { outage = now }
        if end.wasConnected, end.lived >= Self.proven { (refusals, shortLives) = (0, 0) }
        // Another client has the same id. The two must not take over the session from each other all the time.
        if end.cause.code == .sessionTakenOver { return .seconds(30) + .seconds(30) * jitter }
        if let longest = end.longestPauseOfRefusal {
            refusals += 1
            return Self.doubled(refusals, longest: longest) * (0.5 + jitter / 2)
        }
        guard end.wasConnected else { return pauseInOutage(end, at: now, jitter: jitter) }
        guard end.lived < Self.proven, !isTrial else { return .seconds(1) * jitter }
        shortLives += 1
        return Self.doubled(shortLives, longest: Self.longest) * (0.5 + jitter / 2)
    }

    /// Notes that the client itself ended the connection, so that no outage begins.
    public mutating func left() { outage = nil }

    private mutating func pauseInOutage(
        _ end: Disconnection, at now: ContinuousClock.Instant, jitter: Double
    ) -> Duration {
        // The broker was down, which explains short connections before and refusals while it started.
        if end.isNobodyThere { (refusals, shortLives) = (0, 0) }
        let begun = outage ?? now
        outage = begun
        let age = begun.duration(to: now)
        var longest = Self.briefest
        if age >= Self.short { longest = min(Self.longest, age / 20) }
        return longest * (0.5 + jitter / 2)
    }

    /// Returns one second for the first time, and twice as long for each further one.
    private static func doubled(_ count: Int, longest: Duration) -> Duration {
        min(longest, .seconds(1 << min(count - 1, 6)))
    }
}

extension Disconnection {
    /// Whether the broker was not reached at all.
    fileprivate var isNobodyThere: Bool {
        switch cause {
        case .unreachable, .unknownHost, .timedOut: true
        case .refused, .told, .tls, .settings, .closed, .keepAlive, .left, .other: false
        }
    }

    /// The longest pause after a broker that was reached and refused this client; nil where this is no refusal.
    fileprivate var longestPauseOfRefusal: Duration? {
        switch cause {
        case .refused(let code): code.isBusy ? ReconnectPlan.longestBusy : ReconnectPlan.longest
        case .told(let code) where code.isBusy: ReconnectPlan.longestBusy
        case .tls: ReconnectPlan.longest
        default: nil
        }
    }
}

extension ReasonCode {
    /// Whether the same request may be accepted soon.
    fileprivate var isBusy: Bool {
        let busy: Set = [
            Self.serverUnavailable, .serverBusy, .messageRateTooHigh, .quotaExceeded, .connectionRateExceeded,
        ]
        return busy.contains(self)
    }
}
