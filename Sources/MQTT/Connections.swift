import CMosquitto
import Dispatch
import Glibc
import Synchronization

/// One connection after another, on a thread of their own, until asked to stop.
struct Connections {
    let settings: MQTTSettings
    let link: Link
    let stopping: DispatchSemaphore

    func run() {
        var pause = settings.backoff.lowerBound
        while true {
            let outcome = connection()
            link.onEvent(.disconnected(outcome.reason))
            if outcome.wasConnected { pause = settings.backoff.lowerBound }
            let isWanted = link.isReconnecting.exchange(false, ordering: .sequentiallyConsistent)
            // Jittered, so that a fleet does not come back in one instant.
            let wait = isWanted ? .zero : pause * Double.random(in: 0.5...1)
            if stopping.wait(timeout: .now() + .milliseconds(Int(wait / .milliseconds(1)))) == .success { return }
            if !isWanted { pause = min(pause * 2, settings.backoff.upperBound) }
        }
    }

    /// One connection from its beginning to its end.
    private func connection() -> (wasConnected: Bool, reason: String) {
        let context = CallbackContext(link: link)
        guard let client = mosquitto_new(settings.clientID, true, Unmanaged.passUnretained(context).toOpaque()) else {
            return (false, "out of memory")
        }
        // The context outlives the client: destroying it ends the last callback.
        defer {
            link.use(nil)
            mosquitto_destroy(client)
            withExtendedLifetime(context) {}
        }
        let prepared = prepare(client)
        guard prepared == MOSQ_ERR_SUCCESS.rawValue.signed else { return (false, words(prepared)) }
        setCallbacks(client)
        let code = mosquitto_connect(client, settings.host, CInt(settings.port), CInt(settings.keepAlive))
        guard code == MOSQ_ERR_SUCCESS.rawValue.signed else { return (false, words(code)) }
        link.use(client)
        // It may have taken minutes to connect. Another client may have the same id by now.
        if link.isEnding.load(ordering: .sequentiallyConsistent) { return (false, "no longer wanted") }
        var result = MOSQ_ERR_SUCCESS.rawValue.signed
        while result == MOSQ_ERR_SUCCESS.rawValue.signed, context.refusal == nil {
            result = mosquitto_loop(client, 1000, 1)
        }
        return (link.isConnected, context.refusal ?? words(result))
    }

    private func words(_ code: CInt) -> String {
        code == MOSQ_ERR_ERRNO.rawValue.signed
            ? String(cString: strerror(errno)) : String(cString: mosquitto_strerror(code))
    }

    private func prepare(_ client: OpaquePointer) -> CInt {
        mosquitto_threaded_set(client, true)
        let version = settings.version5 ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311
        mosquitto_int_option(client, MOSQ_OPT_PROTOCOL_VERSION, version)
        mosquitto_int_option(client, MOSQ_OPT_TCP_NODELAY, 1)
        mosquitto_int_option(client, MOSQ_OPT_SEND_MAXIMUM, CInt(settings.window))
        if let username = settings.username { mosquitto_username_pw_set(client, username, settings.password) }
        if let will = link.will {
            mosquitto_will_set(client, will.topic, CInt(will.payload.count), will.payload, 1, will.retain)
        }
        guard let security = settings.security else { return MOSQ_ERR_SUCCESS.rawValue.signed }
        let code = mosquitto_tls_set(client, security.authority, nil, security.certificate, security.key, nil)
        // 1.2 is libmosquitto's least when none is named: it leaves out everything older.
        return code == MOSQ_ERR_SUCCESS.rawValue.signed ? mosquitto_tls_opts_set(client, 1, nil, nil) : code
    }

    private func setCallbacks(_ client: OpaquePointer) {
        mosquitto_connect_v5_callback_set(client, onConnect)
        mosquitto_publish_v5_callback_set(client, onPublish)
        mosquitto_message_v5_callback_set(client, onMessage)
        mosquitto_subscribe_v5_callback_set(client, onSubscribe)
    }
}

/// What a callback finds its way back by. It belongs to one connection and is used on that connection's thread only.
private final class CallbackContext {
    let link: Link
    /// Why the broker would not have us, in words.
    var refusal: String?

    init(link: Link) {
        self.link = link
    }

    static func from(_ pointer: UnsafeMutableRawPointer?) -> CallbackContext? {
        pointer.map { Unmanaged<CallbackContext>.fromOpaque($0).takeUnretainedValue() }
    }
}

// Functions of the file, not closures: they run on libmosquitto's caller's thread and must not inherit an isolation.

private func onConnect(
    _ client: OpaquePointer?, _ pointer: UnsafeMutableRawPointer?, _ code: CInt, _ flags: CInt,
    _ properties: OpaquePointer?
) {
    guard let context = CallbackContext.from(pointer) else { return }
    guard code == 0 else {
        // Codes of MQTT 3.1.1 end at 5, those of MQTT 5 begin at 128.
        let reason = code < 128 ? mosquitto_connack_string(code) : mosquitto_reason_string(code)
        context.refusal = "the broker refused: " + (reason.map { String(cString: $0) } ?? "code \(code)")
        return
    }
    var maximum: UInt16 = .max
    mosquitto_property_read_int16(properties, CInt(MQTT_PROP_RECEIVE_MAXIMUM.rawValue), &maximum, false)
    context.link.connected(window: Int(maximum))
}

private func onPublish(
    _: OpaquePointer?, _ pointer: UnsafeMutableRawPointer?, _ id: CInt, _ code: CInt, _: OpaquePointer?
) {
    // MQTT 3.1.1 has no code, which libmosquitto gives as 0.
    CallbackContext.from(pointer)?.link.acknowledged(id, isRefused: code >= 128)
}

private func onSubscribe(
    _: OpaquePointer?, _ pointer: UnsafeMutableRawPointer?, _ id: CInt, _ count: CInt, _ granted: UnsafePointer<CInt>?,
    _: OpaquePointer?
) {
    // A refusal is 0x80 of MQTT 3.1.1, or any code from there on of MQTT 5.
    let isAccepted = count > 0 && granted.map { $0[0] < 128 } ?? false
    CallbackContext.from(pointer)?.link.subscribed(id, isAccepted: isAccepted)
}

/// What is larger than this is nobody's command, and is dropped.
private let largestPayload = 256 * 1024

private func onMessage(
    _: OpaquePointer?, _ pointer: UnsafeMutableRawPointer?, _ message: UnsafePointer<mosquitto_message>?,
    _ properties: OpaquePointer?
) {
    guard let message = message?.pointee, 0...largestPayload ~= Int(message.payloadlen) else { return }
    let payload = UnsafeRawBufferPointer(start: message.payload, count: Int(message.payloadlen))
    var received = MQTTMessage(
        topic: String(cString: message.topic), payload: Array(payload), retain: message.retain
    )
    received.responseTopic = responseTopic(properties)
    received.correlation = correlation(properties)
    CallbackContext.from(pointer)?.link.onEvent(.received(received))
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
    return Array(UnsafeRawBufferPointer(start: data, count: data == nil ? 0 : Int(length)))
}
