public import DeviceProfiles
public import Modbus

extension RequestCost {
    /// What a request costs there before any device has shown how fast it answers.
    public init(_ endpoint: ModbusEndpoint) {
        switch endpoint {
        case .tcp: self = .tcp()
        case .rtu(let line): self = .serial(character: line.characterTime)
        }
    }
}
