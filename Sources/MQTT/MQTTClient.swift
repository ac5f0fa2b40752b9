import Dispatch

/// A connection to the broker that comes back by itself: topic and bytes out, answers back.
///
/// Every connection is a new libmosquitto client with an empty queue. Nothing is handed to libmosquitto while there is
/// no connection, and what an old connection did not acknowledge is the caller's to publish again.
///
/// `onEvent` is called on the connection's own thread and must not block. A message is answered after `publish` has
/// taken it in, never before.
public final class MQTTClient: Sendable {
    private let settings: @Sendable () throws -> MQTTSettings
    private let link: Link
    private let ended = DispatchSemaphore(value: 0)

    /// - Parameter settings: is called before each connection, on the connection's own thread. What it throws is reported as
    ///   `Disconnection.Cause.settings`, and the next try follows after the pause.
    public init(
        settings: @escaping @Sendable () throws -> MQTTSettings, onEvent: @escaping @Sendable (MQTTEvent) -> Void
    ) {
        self.settings = settings
        link = Link(onEvent: onEvent)
    }

    /// Uses the same settings for each connection.
    public convenience init(_ settings: MQTTSettings, onEvent: @escaping @Sendable (MQTTEvent) -> Void) {
        self.init(settings: { settings }, onEvent: onEvent)
    }

    /// Connects, and connects again for ever. The broker need not be there yet.
    public func start() {
        let (settings, link, ended) = (settings, link, ended)
        DispatchQueue(label: "mqtt").async {
            var connections = Connections(settings: settings, link: link)
            connections.run()
            ended.signal()
        }
    }

    /// Replaces the will, from the next connection on.
    public func use(will: MQTTMessage?) { link.use(will: will) }

    /// Ends the present connection with a DISCONNECT and connects again. Does nothing without a connection.
    ///
    /// - Parameter pause: how long to wait in between; nil: not at all.
    public func reconnect(pause: Duration? = nil) { link.reconnect(pause: pause ?? .zero) }

    public var isConnected: Bool { link.isConnected }

    /// Says whether a message is on its way alone to see whether the broker ends the connection over it. If it does, the next one
    /// follows soon, and the pauses after it do not grow.
    public func use(trial: Bool) { link.isTrial = trial }

    /// Whether something that was handed over is still to be written to the connection.
    public var hasUnwritten: Bool { link.hasUnwritten }

    /// Hands a message over.
    ///
    /// - Parameter token: what `answered` will name.
    public func publish(_ message: MQTTMessage, token: UInt64) throws(MQTTError) {
        try link.publish(message, token: token)
    }

    /// Subscribes to a filter at QoS 1. `subscribed` gives the broker's answer.
    ///
    /// - Parameter alwaysRetained: whether what is retained comes also where the subscription was there before.
    public func subscribe(_ filter: String, alwaysRetained: Bool = false) throws(MQTTError) {
        try link.subscribe(filter, alwaysRetained: alwaysRetained)
    }

    /// Publishes a last message if there is a connection, waits for its answer, disconnects and ends the thread.
    ///
    /// - Parameter patience: for how long all of this is waited for at most.
    public func stop(lastMessage: MQTTMessage? = nil, within patience: Duration = .seconds(4)) {
        let patience = isConnected ? patience : .zero
        let end = ContinuousClock.now + patience
        if let lastMessage { link.publishAndWait(lastMessage, for: patience) }
        let last = max(end, .now + Self.disconnecting)
        link.end(by: last)
        let time = DispatchTime.now() + ContinuousClock.now.duration(to: last) / .seconds(1) + Self.turning
        if ended.wait(timeout: time) == .success { ended.signal() }
    }

    /// Does the same as `stop` without holding up the caller's thread.
    public func end(lastMessage: MQTTMessage?, within patience: Duration) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                self.stop(lastMessage: lastMessage, within: patience)
                continuation.resume()
            }
        }
    }

    /// The time to send a DISCONNECT when the last message took all of it.
    private static let disconnecting = Duration.milliseconds(100)

    /// Seconds in which the thread notices that its time is over.
    private static let turning = 0.05
}
