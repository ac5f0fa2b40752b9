import Facilities

/// The exception code with which a device refuses a request (MODBUS Application Protocol V1.1b3, section 7).
public struct ModbusException: Error, RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The device does not know the function.
    public static let illegalFunction = ModbusException(rawValue: 1)
    /// The device does not have all of the requested addresses.
    public static let illegalAddress = ModbusException(rawValue: 2)
    /// The device does not accept the value, or the number of values.
    public static let illegalValue = ModbusException(rawValue: 3)
    /// The device failed while it carried out the request.
    public static let deviceFailure = ModbusException(rawValue: 4)
    /// The device has accepted the request and needs more time than the timeout.
    public static let acknowledge = ModbusException(rawValue: 5)
    /// The device is busy; the request may be repeated later.
    public static let busy = ModbusException(rawValue: 6)
    /// The Modbus gateway has no path to the device.
    public static let gatewayPathUnavailable = ModbusException(rawValue: 10)
    /// The device behind the Modbus gateway does not answer.
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
