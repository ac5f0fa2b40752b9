/// What a will may ask for at a broker that lacks retained messages or QoS 1.
struct WillLimits {
    private var isRetainPossible = true
    private var isAcknowledgingPossible = true

    /// Takes the end of a connection into account.
    ///
    /// - Returns: whether the broker is worth another try at once, with a smaller will.
    mutating func ended(_ end: Disconnection, will: MQTTMessage?) -> Bool {
        guard let will, let code = end.cause.code else { return false }
        if code == .retainNotSupported, will.retain, isRetainPossible {
            isRetainPossible = false
            return true
        }
        if code == .qosNotSupported, will.qos > 0, isAcknowledgingPossible {
            isAcknowledgingPossible = false
            return true
        }
        return false
    }

    /// Returns the will as this broker can take it.
    func limited(_ will: MQTTMessage?) -> MQTTMessage? {
        guard var will else { return nil }
        will.retain = will.retain && isRetainPossible
        will.qos = isAcknowledgingPossible ? will.qos : 0
        return will
    }
}

extension Disconnection.Cause {
    /// The reason code that the broker gave.
    var code: ReasonCode? {
        switch self {
        case .refused(let code), .told(let code): code
        default: nil
        }
    }
}
