import CMosquitto
import Dispatch
import Facilities
import Synchronization

/// The state that the connection's thread and its callers share: the libmosquitto client in use, the tokens of its message ids, and the
/// requests of the callers to the thread.
final class SharedClient: Sendable {
    private struct State {
        /// The client of the present connection; nil between connections.
        var client: OpaquePointer?
        /// The limits of the present connection; nil until the broker has accepted it.
        var connection: Connection?
        /// The tokens of unanswered messages, by libmosquitto's message ids.
        var tokens: [CInt: UInt64] = [:]
        /// The filters of unanswered subscriptions, by libmosquitto's message ids.
        var filters: [CInt: String] = [:]
        /// The number of messages that libmosquitto was given since the connection's thread began to write last.
        var published = 0
        /// The pause after the present connection, if a caller asked for a new one.
        var reconnect: Duration?
    }

    // The pointer is only ever used under the mutex, or by the thread that made it.
    private struct UncheckedState: @unchecked Sendable {
        var value = State()
    }

    // libmosquitto guards its client with its own mutexes; this one guards the pointer.
    private let state = Mutex(UncheckedState())
    /// The will that replaces the one of the settings; nil where it was not replaced, `.some(nil)` where it was removed.
    private let replacedWill = Mutex<MQTTMessage??>(nil)
    /// The time by which the thread must have ended; nil while connections are wanted.
    private let ending = Mutex<ContinuousClock.Instant?>(nil)
    private let trial = Mutex(false)
    private let lastMessage = DispatchSemaphore(value: 0)
    private static let lastToken = UInt64.max
    let waker = Waker()
    let onEvents: @Sendable ([MQTTEvent]) -> Void

    init(onEvents: @escaping @Sendable ([MQTTEvent]) -> Void) {
        self.onEvents = onEvents
    }

    // MARK: Called by any thread

    /// Replaces the will of later connections.
    func use(will: MQTTMessage?) { replacedWill.withLock { $0 = .some(will) } }

    /// Whether a message is on its way alone, to see whether the broker closes the connection because of it.
    var isTrial: Bool {
        get { trial.withLock(\.self) }
        set { trial.withLock { $0 = newValue } }
    }

    /// Whether the broker has accepted the present connection.
    var isConnected: Bool { state.withLock { $0.value.connection != nil } }

    /// Whether libmosquitto has bytes that are not written to the socket yet.
    var hasUnwritten: Bool {
        state.withLock { state in
            guard let client = state.value.client else { return false }
            return mosquitto_want_write(client)
        }
    }

    /// Lets the connection's thread write what was published.
    func flush() {
        if state.withLock({ $0.value.published > 0 }) { waker.wake() }
    }

    /// Passes a message to libmosquitto. The connection's thread writes it once it is woken.
    ///
    /// - Throws: the reason why it was not accepted.
    func publish(_ message: MQTTMessage, token: UInt64) throws(MQTTError) {
        let code = try state.withLock { state throws(MQTTError) -> CInt in
            guard let connection = state.value.connection, let client = state.value.client else { throw .notConnected }
            // libmosquitto 2.0.11 compares the size without the first byte of the packet.
            if let largest = connection.largestPacket, message.packetSize(version: connection.version) > largest {
                throw .tooLarge
            }
            var id: CInt = 0
            let code = message.publish(on: client, id: &id, version: connection.version)
            if code == MOSQ_ERR_SUCCESS.rawValue.signed {
                state.value.tokens[id] = token
                state.value.published += 1
            }
            return code
        }
        switch code {
        case MOSQ_ERR_SUCCESS.rawValue.signed: return
        case MOSQ_ERR_NO_CONN.rawValue.signed, MOSQ_ERR_CONN_LOST.rawValue.signed: throw .notConnected
        case MOSQ_ERR_OVERSIZE_PACKET.rawValue.signed: throw .tooLarge
        case MOSQ_ERR_NOMEM.rawValue.signed: throw .noMemory
        default:
            throw .invalid(
                Text(
                    zh: "按 MQTT 规范无法以 \(message.topic) 发送（错误码 \(code)）",
                    en: "\(message.topic) cannot be sent by the rules of MQTT (error \(code))"))
        }
    }

    /// Passes a subscription to libmosquitto.
    ///
    /// - Throws: the reason why it was not accepted.
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
        switch code {
        case MOSQ_ERR_SUCCESS.rawValue.signed: return
        case MOSQ_ERR_INVAL.rawValue.signed:
            throw .invalid(Text(zh: "\(filter) 不是主题过滤器", en: "\(filter) is no topic filter"))
        default: throw .notConnected
        }
    }

    /// Subscribes so that, over MQTT 5, retained messages keep their mark also when they are forwarded at once.
    private static func subscribe(
        _ filter: String, on client: OpaquePointer, id: inout CInt, alwaysRetained: Bool, version: MQTTVersion
    ) -> CInt {
        guard version == .v5 else { return mosquitto_subscribe(client, &id, filter, 1) }
        let handling = alwaysRetained ? MQTT_SUB_OPT_SEND_RETAIN_ALWAYS : MQTT_SUB_OPT_SEND_RETAIN_NEW
        let options = CInt(MQTT_SUB_OPT_RETAIN_AS_PUBLISHED.rawValue | handling.rawValue)
        return mosquitto_subscribe_v5(client, &id, filter, 1, options, nil)
    }

    /// Publishes a message and waits until it is answered, the connection ends or the time is over.
    func publishAndWait(_ message: MQTTMessage, for patience: Duration) {
        guard (try? publish(message, token: Self.lastToken)) != nil else { return }
        flush()
        _ = lastMessage.wait(timeout: .now() + patience / .seconds(1))
    }

    /// Asks the thread to end the present connection, and to make the next one after a pause.
    func reconnect(pause: Duration) {
        state.withLock { state in
            if state.value.connection != nil { state.value.reconnect = pause }
        }
        waker.wake()
    }

    /// Asks the thread to end.
    func end(by last: ContinuousClock.Instant) {
        ending.withLock { $0 = last }
        waker.wake()
    }

    // MARK: Called by the connection's thread

    /// The time by which the thread must have ended; nil while connections are wanted.
    var end: ContinuousClock.Instant? { ending.withLock(\.self) }

    /// The pause after the present connection, which is to end; nil while it is wanted.
    var reconnectPause: Duration? { state.withLock { $0.value.reconnect } }

    /// Returns the will of the next connection.
    func will(of settings: MQTTSettings) -> MQTTMessage? { replacedWill.withLock(\.self) ?? settings.will }

    /// Waits until a condition holds.
    ///
    /// - Returns: false where the time was reached, or the end requested, before it held.
    @discardableResult
    func wait(until last: ContinuousClock.Instant, for condition: () -> Bool = { false }) -> Bool {
        while true {
            if condition() { return true }
            guard end == nil, ContinuousClock.now < last else { return false }
            waker.wait(until: last)
        }
    }

    /// Replaces the client, and forgets everything of the connection before.
    func use(_ client: OpaquePointer?) {
        nonisolated(unsafe) let client = client
        state.withLock { $0.value = State(client: client) }
        if client == nil { lastMessage.signal() }
    }

    /// Notes that the broker accepted the connection.
    func connected(_ connection: Connection) { state.withLock { $0.value.connection = connection } }

    /// Notes that the thread begins to write, and returns the number of messages that were published since the last call.
    func beginWriting() -> Int {
        state.withLock { state in
            defer { state.value.published = 0 }
            return state.value.published
        }
    }

    /// Whether the answers to several messages are missing, and no other message waits for one of them: the window is not full.
    var awaitsOnlyAnswers: Bool {
        state.withLock { state in
            let missing = state.value.tokens.count
            return missing > 1 && missing < state.value.connection?.window ?? .max
        }
    }

    /// Returns the filter of a subscription that the broker has answered; nil for an unknown one.
    func subscribed(_ id: CInt) -> String? { state.withLock { $0.value.filters.removeValue(forKey: id) } }

    /// Returns the token of a message that the broker has answered; nil for an unknown one, and for the last message.
    func answered(_ id: CInt) -> UInt64? {
        let token = state.withLock { $0.value.tokens.removeValue(forKey: id) }
        guard token == Self.lastToken else { return token }
        lastMessage.signal()
        return nil
    }
}
