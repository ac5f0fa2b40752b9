import CMosquitto
import Dispatch
import Facilities
import Synchronization

/// What the connection's thread and its callers share: the libmosquitto client in use, which of its message ids stands for which
/// token, and what the callers want of the thread.
final class Link: Sendable {
    private struct State {
        var client: OpaquePointer?
        var connection: Connection?
        var tokens: [CInt: UInt64] = [:]
        var filters: [CInt: String] = [:]
        /// The pause after the end of the connection that somebody wants.
        var reconnect: Duration?
    }

    // The pointer is only ever used under the mutex, or by the thread that made it.
    private struct UncheckedState: @unchecked Sendable {
        var value = State()
    }

    // libmosquitto guards its client with its own mutexes; this one guards which client there is.
    private let state = Mutex(UncheckedState())
    /// The will that replaces that of the settings.
    private let replacedWill = Mutex<MQTTMessage??>(nil)
    /// When everything must have ended.
    private let ending = Mutex<ContinuousClock.Instant?>(nil)
    private let trial = Mutex(false)
    private let lastMessage = DispatchSemaphore(value: 0)
    private static let lastToken = UInt64.max
    let waker = Waker()
    let onEvent: @Sendable (MQTTEvent) -> Void

    init(onEvent: @escaping @Sendable (MQTTEvent) -> Void) {
        self.onEvent = onEvent
    }

    // MARK: Called by any thread

    func use(will: MQTTMessage?) { replacedWill.withLock { $0 = .some(will) } }

    /// Whether the end of the connection would answer a question: whether the broker takes the message on its way.
    var isTrial: Bool {
        get { trial.withLock(\.self) }
        set { trial.withLock { $0 = newValue } }
    }

    var isConnected: Bool { state.withLock { $0.value.connection != nil } }

    var hasUnwritten: Bool { state.withLock { $0.value.client.map { mosquitto_want_write($0) } ?? false } }

    func publish(_ message: MQTTMessage, token: UInt64) throws(MQTTError) {
        let code = try state.withLock { state throws(MQTTError) -> CInt in
            guard let connection = state.value.connection, let client = state.value.client else { throw .notConnected }
            // libmosquitto 2.0.11 compares without the first byte of the packet.
            if let largest = connection.largestPacket, message.packetSize(version: connection.version) > largest {
                throw .tooLarge
            }
            var id: CInt = 0
            let code = message.publish(on: client, id: &id, version: connection.version)
            if code == MOSQ_ERR_SUCCESS.rawValue.signed { state.value.tokens[id] = token }
            return code
        }
        waker.wake()
        switch code {
        case MOSQ_ERR_SUCCESS.rawValue.signed: return
        case MOSQ_ERR_NO_CONN.rawValue.signed, MOSQ_ERR_CONN_LOST.rawValue.signed: throw .notConnected
        case MOSQ_ERR_OVERSIZE_PACKET.rawValue.signed: throw .tooLarge
        case MOSQ_ERR_NOMEM.rawValue.signed: throw .noMemory
        default:
            throw .invalid(
                Text(
                    zh: "按 MQTT 规范无法以 \(message.topic) 发送（错误码 \(code)）",
                    en: "\(message.topic): \(String(cString: mosquitto_strerror(code)))"))
        }
    }

    func subscribe(_ filter: String, alwaysRetained: Bool) throws(MQTTError) {
        let code = try state.withLock { state throws(MQTTError) -> CInt in
            guard let connection = state.value.connection, let client = state.value.client else { throw .notConnected }
            var id: CInt = 0
            let code = Self.subscribe(
                filter, on: client, id: &id, alwaysRetained: alwaysRetained, version: connection.version)
            if code == MOSQ_ERR_SUCCESS.rawValue.signed { state.value.filters[id] = filter }
            return code
        }
        waker.wake()
        guard code == MOSQ_ERR_SUCCESS.rawValue.signed else {
            throw code == MOSQ_ERR_INVAL.rawValue.signed
                ? .invalid(Text(zh: "\(filter) 不是主题过滤器", en: "\(filter) is no topic filter")) : .notConnected
        }
    }

    /// MQTT 5 marks what was published with retain also when it is forwarded at once.
    private static func subscribe(
        _ filter: String, on client: OpaquePointer, id: inout CInt, alwaysRetained: Bool, version: MQTTVersion
    ) -> CInt {
        guard version == .v5 else { return mosquitto_subscribe(client, &id, filter, 1) }
        let handling = alwaysRetained ? MQTT_SUB_OPT_SEND_RETAIN_ALWAYS : MQTT_SUB_OPT_SEND_RETAIN_NEW
        let options = CInt(MQTT_SUB_OPT_RETAIN_AS_PUBLISHED.rawValue | handling.rawValue)
        return mosquitto_subscribe_v5(client, &id, filter, 1, options, nil)
    }

    func publishAndWait(_ message: MQTTMessage, for patience: Duration) {
        guard (try? publish(message, token: Self.lastToken)) != nil else { return }
        _ = lastMessage.wait(timeout: .now() + patience / .seconds(1))
    }

    func reconnect(pause: Duration) {
        state.withLock { state in
            if state.value.connection != nil { state.value.reconnect = pause }
        }
        waker.wake()
    }

    func end(by last: ContinuousClock.Instant) {
        ending.withLock { $0 = last }
        waker.wake()
    }

    // MARK: Called by the connection's thread

    /// When everything must have ended; nil as long as connections are wanted.
    var end: ContinuousClock.Instant? { ending.withLock(\.self) }

    /// The pause after the present connection, which is to end; nil as long as it is wanted.
    var reconnectPause: Duration? { state.withLock { $0.value.reconnect } }

    func will(of settings: MQTTSettings) -> MQTTMessage? { replacedWill.withLock(\.self) ?? settings.will }

    /// Waits until a condition holds; false when a time is reached or the end is wanted before.
    @discardableResult
    func wait(until last: ContinuousClock.Instant, for condition: () -> Bool = { false }) -> Bool {
        while true {
            if condition() { return true }
            guard end == nil, ContinuousClock.now < last else { return false }
            waker.wait(until: last)
        }
    }

    func use(_ client: OpaquePointer?) {
        nonisolated(unsafe) let client = client
        state.withLock { $0.value = State(client: client) }
        if client == nil { lastMessage.signal() }
    }

    func connected(_ connection: Connection) {
        state.withLock { $0.value.connection = connection }
        onEvent(.connected(connection))
    }

    func subscribed(_ id: CInt, _ code: ReasonCode) {
        guard let filter = state.withLock({ $0.value.filters.removeValue(forKey: id) }) else { return }
        onEvent(.subscribed(filter, code))
    }

    func answered(_ id: CInt, _ code: ReasonCode?) {
        switch state.withLock({ $0.value.tokens.removeValue(forKey: id) }) {
        case Self.lastToken: lastMessage.signal()
        case let token?: onEvent(.answered(token, code))
        case nil: break
        }
    }
}
