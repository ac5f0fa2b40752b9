public import Modbus
public import SiteConfiguration

extension ModbusEndpoint {
    /// Converts the endpoint of a bus in the configuration.
    public init(_ endpoint: BusEndpoint) {
        self =
            switch endpoint {
            case .tcp(let host, let port): .tcp(host: host, port: port)
            case .rtu(let line): .rtu(SerialLine(line))
            case .rtuOverTCP(let host, let port, let line): .rtuOverTCP(host: host, port: port, SerialLine(line))
            }
    }
}

extension SerialLine {
    fileprivate init(_ line: BusLine) {
        let parity: Parity =
            switch line.parity {
            case .none: .none
            case .even: .even
            case .odd: .odd
            }
        self.init(device: line.device, baud: line.baud, parity: parity, stopBits: line.stopBits)
    }
}

extension LinkSettings {
    /// Converts the settings of a bus in the configuration.
    public init(_ settings: BusSettings) {
        self.init()
        ignoresTransactionID = settings.ignoresTransactionID
        acceptsAnyUnit = settings.acceptsAnyUnit
        connectDelay = settings.connectDelay ?? connectDelay
        closeAfter = settings.closeAfter
        frameGap = settings.frameGap ?? frameGap
    }
}
