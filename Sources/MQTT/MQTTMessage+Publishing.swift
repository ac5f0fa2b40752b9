import CMosquitto

extension MQTTMessage {
    /// Passes the message to libmosquitto.
    ///
    /// - Parameter id: is set to the id that the answer will have.
    /// - Returns: the error code of libmosquitto.
    func publish(on client: OpaquePointer, id: inout CInt, version: MQTTVersion) -> CInt {
        var properties = version == .v5 ? self.properties : nil
        defer { mosquitto_property_free_all(&properties) }
        // A string that is passed as it is would be copied first.
        return topic.withCString { topic in
            mosquitto_publish_v5(client, &id, topic, CInt(payload.count), payload, CInt(qos), retain, properties)
        }
    }

    private var properties: OpaquePointer? {
        var properties: OpaquePointer?
        if let contentType {
            _ = contentType.withCString {
                mosquitto_property_add_string(&properties, CInt(MQTT_PROP_CONTENT_TYPE.rawValue), $0)
            }
        }
        if let responseTopic {
            mosquitto_property_add_string(&properties, CInt(MQTT_PROP_RESPONSE_TOPIC.rawValue), responseTopic)
        }
        if !correlation.isEmpty {
            mosquitto_property_add_binary(
                &properties, CInt(MQTT_PROP_CORRELATION_DATA.rawValue), correlation, UInt16(clamping: correlation.count)
            )
        }
        return properties
    }
}

extension UInt32 {
    // libmosquitto's codes are imported as unsigned, and its functions return them as signed.
    var signed: CInt { CInt(bitPattern: self) }
}

extension Int32 {
    var signed: CInt { self }
}
