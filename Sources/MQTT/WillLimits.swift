/// The restriction of the will for a broker without retained messages or QoS 1.
struct WillLimits {
    private var isRetainPossible = true
    private var isAcknowledgingPossible = true

    /// Notes the end of a connection.
    ///
    /// - Returns: whether to connect again at once, with a restricted will.
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

    /// Returns the will as this broker accepts it.
    func limited(_ will: MQTTMessage?) -> MQTTMessage? {
        guard var will else { return nil }
        will.retain = will.retain && isRetainPossible
        will.qos = isAcknowledgingPossible ? will.qos : 0
        return will
    }
}

extension Disconnection.Cause {
    /// The reason code of the broker; nil where it sent none.
    var code: ReasonCode? {
        switch self {
        case .refused(let code), .told(let code): code
        default: nil
        }
    }
}
