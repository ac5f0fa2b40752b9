import Dispatch

/// A client that connects to a broker and reconnects by itself.
///
/// Each connection is a new libmosquitto client with an empty queue. Nothing is queued while there is no connection: the caller must
/// publish again what was not acknowledged.
///
/// `onEvents` is called on the connection's own thread and must not block. A message is never answered before `publish` has noted its
/// token.
public final class MQTTClient: Sendable {
    private let settings: @Sendable () throws -> MQTTSettings
    private let shared: SharedClient
    private let ended = DispatchSemaphore(value: 0)

    /// Creates a client that is not started.
    ///
    /// - Parameters:
    ///   - settings: is called before each connection, on the connection's own thread. An error that it throws is reported as
    ///     `Disconnection.Cause.settings`, and the next attempt follows after the pause.
    ///   - onEvents: gets all events in order, on the connection's own thread: those that have arrived together in one call.
    public init(
        settings: @escaping @Sendable () throws -> MQTTSettings, onEvents: @escaping @Sendable ([MQTTEvent]) -> Void
    ) {
        self.settings = settings
        shared = SharedClient(onEvents: onEvents)
    }

    /// Creates a client that uses the same settings for each connection.
    public convenience init(_ settings: MQTTSettings, onEvents: @escaping @Sendable ([MQTTEvent]) -> Void) {
        self.init(settings: { settings }, onEvents: onEvents)
    }

    /// Connects, and reconnects until `stop`. The broker need not be reachable yet. Must be called once.
    public func start() {
        let (settings, shared, ended) = (settings, shared, ended)
        DispatchQueue(label: "mqtt").async {
            var connections = Connections(settings: settings, shared: shared)
            connections.run()
            ended.signal()
        }
    }

    /// Replaces the will, from the next connection on.
    public func use(will: MQTTMessage?) { shared.use(will: will) }

    /// Ends the present connection with a DISCONNECT and connects again. Does nothing without a connection.
    ///
    /// - Parameter pause: the time between the two connections; nil for none.
    public func reconnect(pause: Duration? = nil) { shared.reconnect(pause: pause ?? .zero) }

    /// Whether the broker has accepted the present connection.
    public var isConnected: Bool { shared.isConnected }

    /// Sets whether a message is on its way alone, to see whether the broker closes the connection because of it. If it does, the next
    /// connection follows soon, and later pauses do not grow.
    public func use(trial: Bool) { shared.isTrial = trial }

    /// Whether published messages are still to be written to the socket.
    public var hasUnwritten: Bool { shared.hasUnwritten }

    /// Publishes a message.
    ///
    /// - Parameters:
    ///   - token: the number with which `MQTTEvent.answered` will report the answer.
    ///   - isLast: whether the message is sent now. Otherwise it is sent with the next one, or by `flush`, so that the connection's
    ///     thread is woken once for many messages.
    /// - Throws: the reason why it was not sent.
    public func publish(_ message: MQTTMessage, token: UInt64, isLast: Bool = true) throws(MQTTError) {
        defer { if isLast { flush() } }
        try shared.publish(message, token: token)
    }

    /// Sends what was published and is not sent yet.
    public func flush() { shared.flush() }

    /// Subscribes to a filter at QoS 1. `MQTTEvent.subscribed` reports the broker's answer.
    ///
    /// - Parameter alwaysRetained: whether the broker sends retained messages even if the session has the subscription already.
    /// - Throws: the reason why it was not sent.
    public func subscribe(_ filter: String, alwaysRetained: Bool = false) throws(MQTTError) {
        try shared.subscribe(filter, alwaysRetained: alwaysRetained)
    }

    /// Publishes a last message if there is a connection, waits for its answer, disconnects and ends the thread.
    ///
    /// - Parameter patience: the longest time that all of this may take.
    public func stop(lastMessage: MQTTMessage? = nil, within patience: Duration = .seconds(4)) {
        let patience = isConnected ? patience : .zero
        let end = ContinuousClock.now + patience
        if let lastMessage { shared.publishAndWait(lastMessage, for: patience) }
        let last = max(end, .now + Self.disconnecting)
        shared.end(by: last)
        let time = DispatchTime.now() + ContinuousClock.now.duration(to: last) / .seconds(1) + Self.turning
        if ended.wait(timeout: time) == .success { ended.signal() }
    }

    /// Does the same as `stop` without blocking the caller's thread.
    public func end(lastMessage: MQTTMessage?, within patience: Duration) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                self.stop(lastMessage: lastMessage, within: patience)
                continuation.resume()
            }
        }
    }

    /// The time to send a DISCONNECT if the last message took all of the time.
    private static let disconnecting = Duration.milliseconds(100)

    /// The time in which the thread notices that it must end, in seconds.
    private static let turning = 0.05
}
