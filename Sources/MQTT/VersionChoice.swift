/// The choice of the version for the next connection, if the settings name none: MQTT 5, or 3.1.1 for a day after a broker has refused
/// MQTT 5 or has closed three connections in a row before its CONNACK.
struct VersionChoice {
    /// The time for which 3.1.1 is spoken before MQTT 5 is tried again.
    static let day = Duration.seconds(86_400)

    private static let closedAtMost = 3

    private var fallenBack: ContinuousClock.Instant?
    /// Whether the broker has accepted a connection over 3.1.1 and none over MQTT 5 since. One closed connection is then enough.
    private var isOlderBroker = false
    private var closed = 0

    /// The time at which MQTT 5 is tried again; nil while it is spoken.
    var retry: ContinuousClock.Instant? { fallenBack?.advanced(by: Self.day) }

    /// Returns the version of a connection that begins now.
    func version(at now: ContinuousClock.Instant) -> MQTTVersion {
        guard let retry, now < retry else { return .v5 }
        return .v311
    }

    /// Notes the end of a connection.
    ///
    /// - Returns: whether to connect again at once, over 3.1.1.
    mutating func ended(_ end: Disconnection, version: MQTTVersion, at now: ContinuousClock.Instant) -> Bool {
        switch version {
        case .v5: return endedOverVersion5(end, at: now)
        case .v311:
            if end.wasConnected { isOlderBroker = true }
            // The broker does not accept 3.1.1 either, so that the version was not the cause.
            if !end.wasConnected, !isOlderBroker, end.isVersionDoubtful { fallenBack = nil }
            return false
        }
    }

    private mutating func endedOverVersion5(_ end: Disconnection, at now: ContinuousClock.Instant) -> Bool {
        guard !end.wasConnected else {
            (closed, isOlderBroker, fallenBack) = (0, false, nil)
            return false
        }
        guard end.isVersionDoubtful else {
            closed = 0
            return false
        }
        closed += 1
        let isRefused = end.cause == .refused(.unsupportedProtocolVersion)
        guard isRefused || isOlderBroker || closed >= Self.closedAtMost else { return false }
        (closed, fallenBack) = (0, now)
        return true
    }
}

extension Disconnection {
    /// Whether it may have ended because the broker does not speak the version.
    fileprivate var isVersionDoubtful: Bool {
        switch cause {
        case .refused(let code): code == .unsupportedProtocolVersion
        // An older broker's CONNACK cannot be read as one of MQTT 5.
        case .closed, .other: true
        case .told, .unreachable, .unknownHost, .timedOut, .tls, .settings, .keepAlive, .left: false
        }
    }
}
