public import Facilities

/// The end of a connection, or of an attempt to connect.
public struct Disconnection: Hashable, Sendable {
    /// The reason why it ended.
    public var cause: Cause
    /// Whether the broker had accepted the connection.
    public var wasConnected: Bool
    /// The time for which the connection existed after the broker had accepted it; zero where it had not.
    public var lived: Duration

    /// The reason why a connection or an attempt ended.
    public enum Cause: Hashable, Sendable {
        /// The broker refused the connection in its CONNACK, with this code.
        case refused(ReasonCode)
        /// The broker sent a DISCONNECT with this code.
        case told(ReasonCode)
        /// Nothing listens on the port, or there is no route: the `errno`.
        case unreachable(CInt)
        /// The name cannot be resolved: the result of `getaddrinfo`.
        case unknownHost(CInt)
        /// No CONNACK was received within five seconds.
        case timedOut
        /// The TLS connection could not be established.
        case tls(TLSProblem)
        /// The settings cannot be used: the setting and what is wrong with it.
        case settings(Text)
        /// The broker closed the connection without a reason, before or after the CONNACK.
        case closed
        /// The broker no longer answers PINGs.
        case keepAlive
        /// This client closed the connection.
        case left
        /// Any other error, in the words of libmosquitto.
        case other(String)
    }

    /// Creates the end of a connection that the broker had not accepted, unless the parameters differ.
    public init(_ cause: Cause, wasConnected: Bool = false, lived: Duration = .zero) {
        self.cause = cause
        self.wasConnected = wasConnected
        self.lived = lived
    }
}
