public import Facilities

/// The end of a connection, or of a try to connect.
public struct Disconnection: Hashable, Sendable {
    public var cause: Cause
    /// Whether the broker had accepted the connection.
    public var wasConnected: Bool
    /// The time since the broker had accepted it; zero if it had not.
    public var lived: Duration

    public enum Cause: Hashable, Sendable {
        /// The code of a CONNACK.
        case refused(ReasonCode)
        /// The code of the broker's DISCONNECT.
        case told(ReasonCode)
        /// Nobody listens, or there is no route: the `errno`.
        case unreachable(CInt)
        /// The name has no address: what `getaddrinfo` returned.
        case unknownHost(CInt)
        /// No CONNACK within five seconds.
        case timedOut
        case tls(TLSProblem)
        /// The settings cannot be used: what is wrong and where.
        case settings(Text)
        /// The other side closed the connection without a word, before or after the CONNACK.
        case closed
        /// The broker no longer answers pings.
        case keepAlive
        /// The client itself ended it.
        case left
        /// Anything else, in libmosquitto's words.
        case other(String)
    }

    public init(_ cause: Cause, wasConnected: Bool = false, lived: Duration = .zero) {
        self.cause = cause
        self.wasConnected = wasConnected
        self.lived = lived
    }
}
