public import Facilities

/// Why there is no value, by what the caller does next.
public enum ModbusError: ExplainedError, Hashable, Sendable {
    /// Go on with the next device, and count it.
    case noAnswer
    /// The device knows the request and refuses it: leave this register out.
    case refused(ModbusException)
    /// Something came that cannot be trusted, and was thrown away: ask again.
    case garbled(UnusableAnswer)
    /// The bus itself is not there. It is opened again by itself, with growing pauses.
    case lineDown(Text)
    /// The request can never be right: mend the caller.
    case impossible(Text)
}

/// An exception code. MODBUS Application Protocol V1.1b3, section 7.
public struct ModbusException: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let illegalFunction = ModbusException(rawValue: 1)
    public static let illegalAddress = ModbusException(rawValue: 2)
    public static let illegalValue = ModbusException(rawValue: 3)
    public static let deviceFailure = ModbusException(rawValue: 4)
    public static let acknowledge = ModbusException(rawValue: 5)
    public static let busy = ModbusException(rawValue: 6)
    public static let gatewayPathUnavailable = ModbusException(rawValue: 10)
    public static let gatewayTargetSilent = ModbusException(rawValue: 11)

    public var description: String {
        switch rawValue {
        case 1: "illegal function"
        case 2: "illegal data address"
        case 3: "illegal data value"
        case 4: "device failure"
        case 5: "acknowledge"
        case 6: "device busy"
        case 8: "memory parity error"
        case 10: "gateway path unavailable"
        case 11: "gateway target did not respond"
        default: "exception \(rawValue)"
        }
    }
}

extension ModbusError {
    /// The same for a person.
    public var text: Text {
        switch self {
        case .noAnswer: Text(zh: "没有应答", en: description)
        case .refused(let exception): Text(zh: "设备拒绝：\(exception.text.zh)", en: description)
        case .garbled(let reason): Text(zh: "应答无法使用：\(reason.text.zh)", en: description)
        case .lineDown(let reason): Text(zh: "线路不通：\(reason.zh)", en: description)
        case .impossible(let reason): Text(zh: "请求不可能成立：\(reason.zh)", en: description)
        }
    }
}

extension ModbusException {
    var text: Text {
        let words =
            switch rawValue {
            case 1: "没有这个功能"
            case 2: "没有这个地址"
            case 3: "数值不允许"
            case 4: "设备故障"
            case 5: "已收到，正在处理"
            case 6: "设备忙"
            case 8: "内存校验错误"
            case 10: "网关路径不通"
            case 11: "网关后的设备没有应答"
            default: "异常 \(rawValue)"
            }
        return Text(zh: words, en: description)
    }
}

extension ModbusError {
    public var description: String {
        switch self {
        case .noAnswer: "no answer"
        case .refused(let exception): "refused: \(exception)"
        case .garbled(let reason): "unusable answer: \(reason.text.en)"
        case .lineDown(let reason): "line down: \(reason.en)"
        case .impossible(let reason): "impossible request: \(reason.en)"
        }
    }
}
