import CMosquitto
import Glibc

/// The state of the callbacks of one connection. It is used on the connection's thread only.
final class CallbackContext {
    let shared: SharedClient
    let version: MQTTVersion
    let window: Int
    let keepAlive: Int
    /// The reason code of a CONNACK that refused the connection; nil where none did.
    var refusal: ReasonCode?
    /// The reason code of the broker's DISCONNECT; nil where none was received.
    var disconnectReason: ReasonCode?
    /// The first error that libmosquitto logged; nil where there was none.
    var loggedError: String?
    /// The time at which the broker accepted the connection; nil before.
    var connected: ContinuousClock.Instant?
    /// The events that are not reported yet, in their order.
    private var events: [MQTTEvent] = []

    init(shared: SharedClient, settings: MQTTSettings, version: MQTTVersion) {
        self.shared = shared
        self.version = version
        window = settings.window
        keepAlive = settings.keepAlive
    }

    /// Notes an event, which is reported with those that one turn of the connection's thread brings.
    func note(_ event: MQTTEvent) { events.append(event) }

    /// Reports the events since the last call.
    func report() {
        guard !events.isEmpty else { return }
        let news = events
        events.removeAll(keepingCapacity: true)
        shared.onEvents(news)
    }

    func setCallbacks(of client: OpaquePointer) {
        mosquitto_connect_v5_callback_set(client, onConnect)
        mosquitto_disconnect_v5_callback_set(client, onDisconnect)
        mosquitto_publish_v5_callback_set(client, onPublish)
        mosquitto_message_v5_callback_set(client, onMessage)
        mosquitto_subscribe_v5_callback_set(client, onSubscribe)
    }

    fileprivate static func from(_ pointer: UnsafeMutableRawPointer?) -> CallbackContext? {
        pointer.map { Unmanaged<CallbackContext>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Returns the limits of a CONNACK that accepts the connection.
    fileprivate func connection(flags: CInt, _ properties: OpaquePointer?) -> Connection {
        var window: UInt16 = .max
        mosquitto_property_read_int16(properties, CInt(MQTT_PROP_RECEIVE_MAXIMUM.rawValue), &window, false)
        var largest: UInt32 = 0
        mosquitto_property_read_int32(properties, CInt(MQTT_PROP_MAXIMUM_PACKET_SIZE.rawValue), &largest, false)
        var qos: UInt8 = 2
        mosquitto_property_read_byte(properties, CInt(MQTT_PROP_MAXIMUM_QOS.rawValue), &qos, false)
        var retain: UInt8 = 1
        mosquitto_property_read_byte(properties, CInt(MQTT_PROP_RETAIN_AVAILABLE.rawValue), &retain, false)
        var keepAlive = UInt16(clamping: self.keepAlive)
        mosquitto_property_read_int16(properties, CInt(MQTT_PROP_SERVER_KEEP_ALIVE.rawValue), &keepAlive, false)
        return Connection(
            version: version, window: max(1, min(Int(window), self.window)),
            largestPacket: largest == 0 ? nil : Int(largest), maximumQoS: Int(qos), retainAvailable: retain != 0,
            sessionPresent: flags & 1 != 0, keepAlive: Int(keepAlive)
        )
    }
}

// Functions of the file, not closures: they run on libmosquitto's caller's thread and must not inherit an isolation.

/// Notes the first error that libmosquitto logs. Only errors of TLS say more than the codes that its functions return.
func onLog(_: OpaquePointer?, _ pointer: UnsafeMutableRawPointer?, _ level: CInt, _ words: UnsafePointer<CChar>?) {
    guard level == CInt(MOSQ_LOG_ERR), let words, let context = CallbackContext.from(pointer) else { return }
    if context.loggedError == nil { context.loggedError = String(cString: words) }
}

private func onConnect(
    _ client: OpaquePointer?, _ pointer: UnsafeMutableRawPointer?, _ code: CInt, _ flags: CInt,
    _ properties: OpaquePointer?
) {
    guard let context = CallbackContext.from(pointer) else { return }
    guard code == 0 else {
        context.refusal = ReasonCode(connack: code)
        return
    }
    context.connected = .now
    let connection = context.connection(flags: flags, properties)
    context.shared.connected(connection)
    context.note(.connected(connection))
}

/// Notes the reason code of the broker's DISCONNECT. A number below 128 is one of libmosquitto's errors and no reason code.
private func onDisconnect(
    _: OpaquePointer?, _ pointer: UnsafeMutableRawPointer?, _ code: CInt, _: OpaquePointer?
) {
    guard code >= 128, let context = CallbackContext.from(pointer) else { return }
    context.disconnectReason = ReasonCode(UInt8(truncatingIfNeeded: code))
}

private func onPublish(
    _: OpaquePointer?, _ pointer: UnsafeMutableRawPointer?, _ id: CInt, _ code: CInt, _: OpaquePointer?
) {
    guard let context = CallbackContext.from(pointer) else { return }
    // MQTT 3.1.1 has no reason code; libmosquitto passes 0.
    let reason = context.version == .v5 ? ReasonCode(UInt8(truncatingIfNeeded: code)) : nil
    if let token = context.shared.answered(id) { context.note(.answered(token, reason)) }
}

private func onSubscribe(
    _: OpaquePointer?, _ pointer: UnsafeMutableRawPointer?, _ id: CInt, _ count: CInt, _ granted: UnsafePointer<CInt>?,
    _: OpaquePointer?
) {
    var code = ReasonCode.unspecifiedError
    if count > 0, let granted { code = ReasonCode(UInt8(truncatingIfNeeded: granted[0])) }
    guard let context = CallbackContext.from(pointer), let filter = context.shared.subscribed(id) else { return }
    context.note(.subscribed(filter, code))
}

/// The largest payload of a received message, in bytes. Larger messages are no commands and are dropped.
private let largestPayload = 256 * 1024

private func onMessage(
    _: OpaquePointer?, _ pointer: UnsafeMutableRawPointer?, _ message: UnsafePointer<mosquitto_message>?,
    _ properties: OpaquePointer?
) {
    guard let message = message?.pointee, 0...largestPayload ~= Int(message.payloadlen) else { return }
    let payload = UnsafeRawBufferPointer(start: message.payload, count: Int(message.payloadlen))
    var received = MQTTMessage(
        topic: String(cString: message.topic), payload: Array(payload), qos: Int(message.qos), retain: message.retain
    )
    received.responseTopic = responseTopic(properties)
    received.correlation = correlation(properties)
    CallbackContext.from(pointer)?.note(.received(received))
}

private func responseTopic(_ properties: OpaquePointer?) -> String? {
    var topic: UnsafeMutablePointer<CChar>?
    mosquitto_property_read_string(properties, CInt(MQTT_PROP_RESPONSE_TOPIC.rawValue), &topic, false)
    defer { free(topic) }
    return topic.map { String(cString: $0) }
}

private func correlation(_ properties: OpaquePointer?) -> [UInt8] {
    var data: UnsafeMutableRawPointer?
    var length: UInt16 = 0
    mosquitto_property_read_binary(properties, CInt(MQTT_PROP_CORRELATION_DATA.rawValue), &data, &length, false)
    defer { free(data) }
    guard let data else { return [] }
    return Array(UnsafeRawBufferPointer(start: data, count: Int(length)))
}
