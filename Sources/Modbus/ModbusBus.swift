/// One Modbus line or one Modbus TCP endpoint. Everything that is asked of it happens in turn, on a thread of its own.
public actor ModbusBus {
    private let executor: SerialQueueExecutor
    private let connection: ModbusConnection
    private let isSerial: Bool
    private let closeAfter: Duration?
    /// Closes the connection when it has been idle for long enough.
    private var closing: Task<Void, Never>?

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Opens nothing yet: the first request does.
    ///
    /// - Parameters:
    ///   - settings: what differs from a clean bus.
    ///   - watch: gets every byte, on the bus's thread.
    public init(
        _ endpoint: ModbusEndpoint, _ settings: LinkSettings = LinkSettings(), watch: LinkWatch? = nil
    ) {
        executor = SerialQueueExecutor(label: "modbus \(endpoint)")
        connection = ModbusConnection(endpoint, settings, watch: watch)
        closeAfter = settings.closeAfter
        isSerial = endpoint.line != nil
    }

    public func read(_ request: ModbusRead) throws(ModbusError) -> [UInt16] {
        defer { closeWhenIdle() }
        return try connection.read(request)
    }

    /// Reads one after another, for as long as `limit` and at least the first. Who is silent does not keep the next from
    /// being asked; after an answer that cannot be trusted a serial line is left to calm down.
    ///
    /// - Parameter whileWaiting: gets the answers so far when the next one does not come at once, on the bus's thread.
    /// - Returns: the answers in the order of the requests; those at the end for which there was no time have none.
    public func read(
        _ requests: [ModbusRead], for limit: Duration = .seconds(3600),
        whileWaiting: @Sendable ([ModbusAnswer]) -> Void = { _ in }
    ) -> [ModbusAnswer] {
        defer { closeWhenIdle() }
        let end = ContinuousClock.now + limit
        var answers: [ModbusAnswer] = []
        for request in requests where answers.isEmpty || .now < end {
            let words = Result { () throws(ModbusError) in
                try connection.read(request) { whileWaiting(answers) }
            }
            answers.append(
                ModbusAnswer(
                    words: words, asked: connection.asked, arrived: .now, unasked: connection.strays.unasked,
                    disputed: connection.strays.disputed, hasOtherMaster: connection.strays.isOfOtherMaster,
                    quirks: connection.quirks))
            if case .failure(.garbled) = words, isSerial { break }
        }
        return answers
    }

    public func write(_ request: ModbusWrite) throws(ModbusError) {
        defer { closeWhenIdle() }
        try connection.write(request)
    }

    /// Closes it, and leaves a serial port to others. The next request opens it again.
    public func close() {
        closing?.cancel()
        connection.release()
    }

    /// Whether the link is open.
    var isOpen: Bool { connection.isOpen }

    /// At once is the connection's own business.
    private func closeWhenIdle() {
        closing?.cancel()
        guard let closeAfter, closeAfter > .zero else { return }
        closing = Task { [weak self] in
            guard (try? await Task.sleep(for: closeAfter)) != nil, !Task.isCancelled else { return }
            await self?.close()
        }
    }
}
