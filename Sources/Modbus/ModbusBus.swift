/// One Modbus line or one Modbus TCP endpoint. Everything that is asked of it happens in turn, on a thread of its own.
public actor ModbusBus {
    private let executor: SerialQueueExecutor
    private let connection: ModbusConnection

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Opens nothing yet: the first request does.
    public init(_ endpoint: ModbusEndpoint) {
        executor = SerialQueueExecutor(label: "modbus \(endpoint)")
        connection = ModbusConnection(endpoint)
    }

    public func read(_ request: ModbusRead) throws(ModbusError) -> [UInt16] {
        try connection.read(request)
    }

    /// Reads one after another. What fails does not keep the next from being tried.
    public func read(_ requests: [ModbusRead]) -> [ModbusAnswer] {
        requests.map { request in
            let words = Result { () throws(ModbusError) in try connection.read(request) }
            return ModbusAnswer(words: words, arrived: .now)
        }
    }

    public func write(_ request: ModbusWrite) throws(ModbusError) {
        try connection.write(request)
    }

    public func close() {
        connection.close()
    }
}
