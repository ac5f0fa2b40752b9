public import DeviceProfiles
public import Facilities
public import Modbus

extension ModbusRead {
    /// Creates the request that reads a block of registers from a unit.
    public init(_ block: ReadBlock, unit: UInt8, limits: ReadLimits) {
        self.init(
            unit: unit, table: .init(block.table), address: block.address, count: block.count,
            timeout: limits.timeout, gap: limits.gap
        )
    }
}

extension DeviceProfile {
    /// Returns the readings of a block, with values if the answer has data and marked with the reason if not.
    public func readings(in block: ReadBlock, from answer: ModbusAnswer) -> [Reading] {
        switch answer.words {
        case .success(let words): readings(in: block, words: words)
        case .failure(let error): failedReadings(in: block, reason: error.reason)
        }
    }
}

extension ModbusWrite {
    init(_ write: RegisterWrite, unit: UInt8, limits: ReadLimits) {
        self.init(
            unit: unit, table: .init(write.register.table), address: write.register.address, values: [write.value],
            timeout: limits.timeout, gap: limits.gap, turnaround: limits.turnaround
        )
    }
}

extension Modbus.RegisterTable {
    /// Converts the register table of a device profile.
    public init(_ table: DeviceProfiles.RegisterTable) {
        switch table {
        case .coil: self = .coil
        case .discrete: self = .discrete
        case .holding: self = .holding
        case .input: self = .input
        }
    }
}

extension ModbusError {
    /// The reason with which the missing readings are marked.
    var reason: Quality.Reason {
        switch self {
        case .noAnswer: .noAnswer
        case .refused(.gatewayPathUnavailable), .refused(.gatewayTargetSilent): .noAnswer
        case .refused: .exception
        case .garbled, .lineDown, .impossible: .busError
        }
    }
}
