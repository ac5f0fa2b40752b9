import CMosquitto
import Dispatch
import Glibc
import Synchronization

/// What the connection's thread and its callers share: the libmosquitto client in use, and which of its message ids
/// stands for which token.
final class Link: Sendable {
    private struct State {
        var client: OpaquePointer?
        var connected = false
        var tokens: [CInt: UInt64] = [:]
        var filters: [CInt: String] = [:]
    }

    // libmosquitto guards its client with its own mutexes; this one guards which client there is.
    private let state = Mutex(UncheckedState())
    private let nextWill: Mutex<MQTTMessage?>
    private let lastMessage = DispatchSemaphore(value: 0)
    private static let lastToken = UInt64.max
    /// Whether no connection is wanted any more.
    let isEnding = Atomic(false)
    /// Whether the present connection ends so that the next one can begin.
    let isReconnecting = Atomic(false)
    let window: Int
    let onEvent: @Sendable (MQTTEvent) -> Void

    // The pointer is only ever used under the mutex, or by the thread that made it.
    private struct UncheckedState: @unchecked Sendable {
        var value = State()
    }

    init(window: Int, will: MQTTMessage?, onEvent: @escaping @Sendable (MQTTEvent) -> Void) {
        self.window = window
        nextWill = Mutex(will)
        self.onEvent = onEvent
    }

    /// The will of the next connection.
    var will: MQTTMessage? { nextWill.withLock(\.self) }

    func use(will: MQTTMessage?) { nextWill.withLock { $0 = will } }

    var isConnected: Bool { state.withLock { $0.value.connected } }

    func publish(_ message: MQTTMessage, token: UInt64, version5: Bool) throws(MQTTError) {
        let code = state.withLock { state -> CInt in
            guard state.value.connected, let client = state.value.client else {
                return MOSQ_ERR_NO_CONN.rawValue.signed
            }
            var id: CInt = 0
            let code = Self.publish(message, on: client, id: &id, version5: version5)
            if code == MOSQ_ERR_SUCCESS.rawValue.signed { state.value.tokens[id] = token }
            return code
        }
        switch code {
        case MOSQ_ERR_SUCCESS.rawValue.signed: return
        case MOSQ_ERR_NO_CONN.rawValue.signed, MOSQ_ERR_CONN_LOST.rawValue.signed: throw .notConnected
        default: throw .invalid("\(message.topic): \(String(cString: mosquitto_strerror(code)))")
        }
    }

    private static func publish(
        _ message: MQTTMessage, on client: OpaquePointer, id: inout CInt, version5: Bool
    ) -> CInt {
        var properties: OpaquePointer?
        defer { mosquitto_property_free_all(&properties) }
        if version5 {
            if let type = message.contentType {
                mosquitto_property_add_string(&properties, CInt(MQTT_PROP_CONTENT_TYPE.rawValue), type)
            }
            if let topic = message.responseTopic {
                mosquitto_property_add_string(&properties, CInt(MQTT_PROP_RESPONSE_TOPIC.rawValue), topic)
            }
            if !message.correlation.isEmpty {
                mosquitto_property_add_binary(
                    &properties, CInt(MQTT_PROP_CORRELATION_DATA.rawValue), message.correlation,
                    UInt16(clamping: message.correlation.count)
                )
            }
        }
        return mosquitto_publish_v5(
            client, &id, message.topic, CInt(message.payload.count), message.payload, 1, message.retain, properties
        )
    }

    func subscribe(_ filter: String, alwaysRetained: Bool, version5: Bool) throws(MQTTError) {
        let code = state.withLock { state -> CInt in
            guard let client = state.value.client else { return MOSQ_ERR_NO_CONN.rawValue.signed }
            var id: CInt = 0
            let code = Self.subscribe(
                filter, on: client, id: &id, alwaysRetained: alwaysRetained, version5: version5)
            if code == MOSQ_ERR_SUCCESS.rawValue.signed { state.value.filters[id] = filter }
            return code
        }
        guard code == MOSQ_ERR_SUCCESS.rawValue.signed else {
            throw code == MOSQ_ERR_INVAL.rawValue.signed ? .invalid("\(filter) is no topic filter") : .notConnected
        }
    }

    /// MQTT 5 marks what was published with retain also when it is forwarded at once.
    private static func subscribe(
        _ filter: String, on client: OpaquePointer, id: inout CInt, alwaysRetained: Bool, version5: Bool
    ) -> CInt {
        guard version5 else { return mosquitto_subscribe(client, &id, filter, 1) }
        let handling = alwaysRetained ? MQTT_SUB_OPT_SEND_RETAIN_ALWAYS : MQTT_SUB_OPT_SEND_RETAIN_NEW
        let options = CInt(MQTT_SUB_OPT_RETAIN_AS_PUBLISHED.rawValue | handling.rawValue)
        return mosquitto_subscribe_v5(client, &id, filter, 1, options, nil)
    }

    func publishAndWait(_ message: MQTTMessage, until end: DispatchTime, version5: Bool) {
        guard (try? publish(message, token: Self.lastToken, version5: version5)) != nil else { return }
        _ = lastMessage.wait(timeout: end)
    }

    /// Ends the connection that there is. The next one follows at once.
    func reconnect() {
        state.withLock { state in
            guard state.value.connected, let client = state.value.client else { return }
            isReconnecting.store(true, ordering: .sequentiallyConsistent)
            mosquitto_disconnect(client)
        }
    }

    /// Ends the connection that there is, and any that comes about later.
    ///
    /// - Returns: a second descriptor of its socket, the caller's to close; nil without a connection.
    func end() -> CInt? {
        isEnding.store(true, ordering: .sequentiallyConsistent)
        return state.withLock { state in
            guard let client = state.value.client else { return nil }
            let descriptor = state.value.connected ? dup(mosquitto_socket(client)) : -1
            mosquitto_disconnect(client)
            return descriptor < 0 ? nil : descriptor
        }
    }

    // MARK: Called by the connection's thread

    func use(_ client: OpaquePointer?) {
        nonisolated(unsafe) let client = client
        state.withLock { $0.value = State(client: client) }
    }

    func connected(window: Int) {
        state.withLock { $0.value.connected = true }
        onEvent(.connected(window: min(window, self.window)))
    }

    func subscribed(_ id: CInt, isAccepted: Bool) {
        guard let filter = state.withLock({ $0.value.filters.removeValue(forKey: id) }) else { return }
        onEvent(.subscribed(filter, isAccepted: isAccepted))
    }

    /// - Parameter isRefused: whether the broker does not take the message.
    func acknowledged(_ id: CInt, isRefused: Bool) {
        switch state.withLock({ $0.value.tokens.removeValue(forKey: id) }) {
        case Self.lastToken: lastMessage.signal()
        case let token?: onEvent(isRefused ? .refused(token) : .acknowledged(token))
        case nil: break
        }
    }
}
