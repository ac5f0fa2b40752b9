import CMosquitto
import Dispatch
import Glibc
import Synchronization

/// A connection to the broker that comes back by itself: topic and bytes out, acknowledgements back.
///
/// Every connection is a new libmosquitto client with an empty queue. Nothing is handed to libmosquitto while there is
/// no connection, and what an old connection did not acknowledge is the caller's to publish again.
///
/// `onEvent` is called on the connection's own thread and must not block. A token is acknowledged after `publish` has
/// taken it in, never before.
public final class MQTTClient: Sendable {
    private let settings: MQTTSettings
    private let link: Link
    private let ended = DispatchSemaphore(value: 0)
    private let stopping = DispatchSemaphore(value: 0)

    public init(_ settings: MQTTSettings, onEvent: @escaping @Sendable (MQTTEvent) -> Void) throws(MQTTError) {
        _ = libraryIsReady
        guard
            mosquitto_validate_utf8(settings.clientID, CInt(settings.clientID.utf8.count))
                == MOSQ_ERR_SUCCESS.rawValue.signed,
            !settings.clientID.isEmpty
        else { throw .invalid("a client id is needed") }
        self.settings = settings
        link = Link(window: settings.window, will: settings.will, onEvent: onEvent)
    }

    /// Connects, and connects again for ever. The broker need not be there yet.
    public func start() {
        let (settings, link, stopping, ended) = (settings, link, stopping, ended)
        DispatchQueue(label: "mqtt \(settings.host):\(settings.port)").async {
            Connections(settings: settings, link: link, stopping: stopping).run()
            ended.signal()
        }
    }

    /// Replaces the will, from the next connection on.
    public func use(will: MQTTMessage?) { link.use(will: will) }

    /// Ends the present connection with a DISCONNECT, and begins the next one at once, with the newest will. Does nothing without
    /// a connection.
    public func reconnect() { link.reconnect() }

    public var isConnected: Bool { link.isConnected }

    /// Hands a message over at QoS 1.
    ///
    /// - Parameter token: what `acknowledged` will say when the broker has it.
    public func publish(_ message: MQTTMessage, token: UInt64) throws(MQTTError) {
        try link.publish(message, token: token, version5: settings.version5)
    }

    /// Subscribes to a filter at QoS 1. `subscribed` says whether the broker accepts it.
    ///
    /// - Parameter alwaysRetained: whether what is retained comes also where the subscription was there before.
    public func subscribe(_ filter: String, alwaysRetained: Bool = false) throws(MQTTError) {
        try link.subscribe(filter, alwaysRetained: alwaysRetained, version5: settings.version5)
    }

    /// Publishes a last message if there is a connection, waits for its PUBACK, disconnects and ends the thread.
    ///
    /// The thread of a host that does not answer is not waited for: it ends by itself, later.
    ///
    /// - Parameter patience: for how long all of this is waited for at most.
    public func stop(lastMessage: MQTTMessage? = nil, within patience: Duration = .seconds(4)) {
        let end = DispatchTime.now() + (isConnected ? patience / .seconds(1) : 0)
        if let lastMessage { link.publishAndWait(lastMessage, until: end, version5: settings.version5) }
        stopping.signal()
        let descriptor = link.end()
        defer { if let descriptor { close(descriptor) } }
        // The thread sends the DISCONNECT, which takes no answer.
        let last = max(end, .now() + Self.disconnecting)
        if ended.wait(timeout: last) == .success { ended.signal() }
        // The next connection with this client id must not overtake the DISCONNECT: the broker would publish the will.
        if lastMessage == nil, let descriptor { waitUntilClosed(descriptor, until: last) }
    }

    /// Waits until the broker has closed its end. Nothing is read.
    private func waitUntilClosed(_ descriptor: CInt, until end: DispatchTime) {
        let now = DispatchTime.now()
        guard now < end else { return }
        // POLLRDHUP, which the module map does not have.
        var closed = pollfd(fd: descriptor, events: 0x2000, revents: 0)
        poll(&closed, 1, CInt((end.uptimeNanoseconds - now.uptimeNanoseconds) / 1_000_000))
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

    /// Seconds to send a DISCONNECT when the last message took all of the time.
    private static let disconnecting = 0.1
}

// libmosquitto wants this once, before anything else. It also makes the process ignore SIGPIPE.
private let libraryIsReady: Bool = mosquitto_lib_init() == MOSQ_ERR_SUCCESS.rawValue.signed

extension UInt32 {
    // libmosquitto's codes are imported as unsigned, and its functions return them as signed.
    var signed: CInt { CInt(bitPattern: self) }
}

extension Int32 {
    var signed: CInt { self }
}
