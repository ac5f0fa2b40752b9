/// A Modbus line or a Modbus TCP endpoint. Its requests are made one after another, on a thread of its own.
public actor ModbusBus {
    private let executor: SerialQueueExecutor
    private let connection: ModbusConnection
    private let isSerial: Bool
    private let closeAfter: Duration?
    /// The task that closes the connection once it has been idle for `closeAfter`.
    private var closing: Task<Void, Never>?

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Creates a bus that is not open: the first request opens it.
    ///
    /// - Parameters:
    ///   - settings: the exceptions from the standard.
    ///   - watch: gets every byte, on the thread of the bus.
    public init(
        _ endpoint: ModbusEndpoint, _ settings: LinkSettings = LinkSettings(), watch: LinkWatch? = nil
    ) {
        executor = SerialQueueExecutor(label: "modbus \(endpoint)")
        connection = ModbusConnection(endpoint, settings, watch: watch)
        closeAfter = settings.closeAfter
        isSerial = endpoint.line != nil
    }

    /// Reads the values of one request. Bits are returned as words of 0 and 1.
    ///
    /// - Throws: the reason why there are no values.
    public func read(_ request: ModbusRead) throws(ModbusError) -> [UInt16] {
        defer { closeWhenIdle() }
        return try connection.read(request)
    }

    /// Makes one request after another until the time is over, but at least the first. A device that does not answer does not prevent
    /// the next request; after an answer that cannot be trusted, a serial line is left silent.
    ///
    /// - Parameters:
    ///   - limit: the time after which no further request is made.
    ///   - whileWaiting: gets the answers so far when the next one does not arrive at once, on the thread of the bus.
    /// - Returns: the answers in the order of the requests. Requests at the end that were not made have none.
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

    /// Writes coils or registers. A write is never repeated by itself.
    ///
    /// - Throws: the reason why the write was not confirmed. Unless it is `refused`, the device may have carried it out.
    public func write(_ request: ModbusWrite) throws(ModbusError) {
        defer { closeWhenIdle() }
        try connection.write(request)
    }

    /// Closes the link and releases a serial port for other programs. The next request opens it again.
    public func close() {
        closing?.cancel()
        connection.release()
    }

    /// Whether the link is open.
    var isOpen: Bool { connection.isOpen }

    /// Closes the link once it is idle for long enough. With a time of zero the connection closes it itself.
    private func closeWhenIdle() {
        closing?.cancel()
        guard let closeAfter, closeAfter > .zero else { return }
        closing = Task { [weak self] in
            guard (try? await Task.sleep(for: closeAfter)) != nil, !Task.isCancelled else { return }
            await self?.close()
        }
    }
}
