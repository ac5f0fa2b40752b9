import CMosquitto
import Facilities

/// The creation of a libmosquitto client with the settings of a connection.
struct Preparation {
    let settings: MQTTSettings
    let version: MQTTVersion
    let will: MQTTMessage?

    /// Returns a client, which the caller must destroy.
    ///
    /// - Throws: `MQTTError.invalid` with the setting that cannot be used.
    func client(_ context: CallbackContext, tls: TLSContext?) throws(MQTTError) -> OpaquePointer {
        _ = libraryIsReady
        try checkClientID()
        let pointer = Unmanaged.passUnretained(context).toOpaque()
        guard let client = mosquitto_new(settings.clientID, settings.cleanStart, pointer) else {
            throw .invalid(Text(zh: "内存不足", en: "out of memory"))
        }
        do {
            try prepare(client)
            context.setCallbacks(of: client)
            if let tls {
                // The defaults would be libmosquitto's own files and its own check of the certificate.
                mosquitto_int_option(client, MOSQ_OPT_SSL_CTX_WITH_DEFAULTS, 0)
                mosquitto_void_option(client, MOSQ_OPT_SSL_CTX, UnsafeMutableRawPointer(tls.pointer))
                mosquitto_log_callback_set(client, onLog)
            }
            return client
        } catch {
            mosquitto_destroy(client)
            throw error
        }
    }

    private func checkClientID() throws(MQTTError) {
        guard !settings.clientID.isEmpty else {
            throw .invalid(Text(zh: "缺少客户端标识", en: "a client id is needed"))
        }
        let isText = mosquitto_validate_utf8(settings.clientID, CInt(settings.clientID.utf8.count))
        guard isText == MOSQ_ERR_SUCCESS.rawValue.signed else {
            throw .invalid(Text(zh: "客户端标识不是 MQTT 允许的文字", en: "the client id is no text for MQTT"))
        }
        let length = settings.clientID.utf8.count
        guard length <= UInt16.max else {
            throw .invalid(
                Text(
                    zh: "客户端标识有 \(length) 字节；最多 65535", en: "the client id has \(length) bytes; 65535 are allowed"))
        }
    }

    private func prepare(_ client: OpaquePointer) throws(MQTTError) {
        mosquitto_threaded_set(client, true)
        let number = version == .v5 ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311
        mosquitto_int_option(client, MOSQ_OPT_PROTOCOL_VERSION, number)
        mosquitto_int_option(client, MOSQ_OPT_TCP_NODELAY, 1)
        mosquitto_int_option(client, MOSQ_OPT_SEND_MAXIMUM, CInt(clamping: settings.window))
        if let username = settings.username {
            try require(
                mosquitto_username_pw_set(client, username, settings.password),
                Text(zh: "用户名或密码", en: "user name or password"))
        }
        if let will {
            let code = mosquitto_will_set(
                client, will.topic, CInt(will.payload.count), will.payload, CInt(will.qos), will.retain)
            try require(code, Text(zh: "主题 \(will.topic) 的遗嘱", en: "will on \(will.topic)"))
        }
        guard settings.keepAlive == 0 || 5...65_535 ~= settings.keepAlive else {
            throw .invalid(
                Text(
                    zh: "keep alive：\(settings.keepAlive) 秒；应为 0 或 5 到 65535",
                    en: "keep alive: \(settings.keepAlive) s; 0 or 5 to 65535 are allowed"))
        }
        try setSessionExpiry(client)
    }

    private func setSessionExpiry(_ client: OpaquePointer) throws(MQTTError) {
        guard version == .v5, let expiry = settings.sessionExpiry else { return }
        var properties: OpaquePointer?
        defer { mosquitto_property_free_all(&properties) }
        let seconds = UInt32(clamping: expiry.components.seconds)
        mosquitto_property_add_int32(&properties, CInt(MQTT_PROP_SESSION_EXPIRY_INTERVAL.rawValue), seconds)
        // The asynchronous connect takes no properties, but sends those of the call before. This one keeps them and connects
        // nowhere, since there is no port -1.
        mosquitto_connect_bind_v5(client, settings.host, -1, CInt(settings.keepAlive), nil, properties)
    }

    private func require(_ code: CInt, _ name: Text) throws(MQTTError) {
        guard code != MOSQ_ERR_SUCCESS.rawValue.signed else { return }
        throw .invalid(
            Text(
                zh: "\(name.zh)不能用于 MQTT（错误码 \(code)）",
                en: "\(name.en) cannot be used for MQTT (error \(code))"))
    }
}

// libmosquitto wants this once, before anything else. It also makes the process ignore SIGPIPE.
private let libraryIsReady: Bool = mosquitto_lib_init() == MOSQ_ERR_SUCCESS.rawValue.signed
