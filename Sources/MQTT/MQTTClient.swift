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
        link = Link(window: settings.window, onEvent: onEvent)
    }

    /// Connects, and connects again for ever. The broker need not be there yet.
    public func start() {
        let (settings, link, stopping, ended) = (settings, link, stopping, ended)
        DispatchQueue(label: "mqtt \(settings.host):\(settings.port)").async {
            Connections(settings: settings, link: link, stopping: stopping).run()
            ended.signal()
        }
    }

    public var isConnected: Bool { link.isConnected }

    /// Hands a message over at QoS 1.
    ///
    /// - Parameter token: what `acknowledged` will say when the broker has it.
    public func publish(_ message: MQTTMessage, token: UInt64) throws(MQTTError) {
        try link.publish(message, token: token, version5: settings.version5)
    }

    public func subscribe(_ filter: String) throws(MQTTError) {
        try link.subscribe(filter)
    }

    /// Publishes a last message, waits for its PUBACK for at most two seconds, disconnects and ends the thread.
    public func stop(lastMessage: MQTTMessage? = nil) {
        if let lastMessage { link.publishAndWait(lastMessage, version5: settings.version5) }
        stopping.signal()
        link.disconnect()
        // A thread that is still connecting to a host that never answers ends by itself, later.
        if ended.wait(timeout: .now() + 2) == .success { ended.signal() }
    }
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
