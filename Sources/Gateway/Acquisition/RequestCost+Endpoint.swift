public import DeviceProfiles
public import Modbus

extension RequestCost {
    /// What a request costs there before any device has shown how fast it answers.
    public init(_ endpoint: ModbusEndpoint) {
        self = endpoint.line.map { .serial(character: $0.characterTime) } ?? .tcp()
    }
}
