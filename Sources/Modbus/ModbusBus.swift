/// A Modbus line or a Modbus TCP endpoint. Its requests are made one after another, on the thread of a loop.
public actor ModbusBus {
    private let loop: BusLoop
    private let connection: ModbusConnection
    private let isSerial: Bool
    private let closeAfter: Duration?
    /// The task that closes the connection once it has been idle for `closeAfter`.
    private var closing: Task<Void, Never>?
    /// Whether a caller uses the connection, and the callers that wait for it, in their order.
    private var isInUse = false
    private var waiting: [UnsafeContinuation<Void, Never>] = []

    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// Creates a bus that is not open: the first request opens it.
    ///
    /// - Parameters:
    ///   - settings: the exceptions from the standard.
    ///   - loop: the loop that waits for the answers; other buses can share it. Opening a serial port stops it for a moment.
    ///   - watch: gets every byte, on the thread of the loop.
    public init(
        _ endpoint: ModbusEndpoint, _ settings: LinkSettings = LinkSettings(), on loop: BusLoop = BusLoop(),
        watch: LinkWatch? = nil
    ) {
        self.loop = loop
        connection = ModbusConnection(endpoint, settings, on: loop, watch: watch)
        closeAfter = settings.closeAfter
        isSerial = endpoint.line != nil
    }

    /// Reads the values of one request. Bits are returned as words of 0 and 1.
    ///
    /// - Throws: the reason why there are no values.
    public func read(_ request: ModbusRead) async throws(ModbusError) -> [UInt16] {
        await begin()
        defer { end() }
        return try await connection.read(request)
    }

    /// Makes one request after another until the time is over, but at least the first. A device that does not answer does not prevent
    /// the next request; after an answer that cannot be trusted, a serial line is left silent.
    ///
    /// - Parameters:
    ///   - limit: the time after which no further request is made.
    ///   - whileWaiting: gets the answers so far when the next one does not arrive at once, on the thread of the loop.
    /// - Returns: the answers in the order of the requests. Requests at the end that were not made have none.
    public func read(
        _ requests: [ModbusRead], for limit: Duration = .seconds(3600),
        whileWaiting: @Sendable ([ModbusAnswer]) -> Void = { _ in }
    ) async -> [ModbusAnswer] {
        await begin()
        defer { end() }
        let end = ContinuousClock.now + limit
        var answers: [ModbusAnswer] = []
        for request in requests where answers.isEmpty || .now < end {
            let words = await words(of: request) { whileWaiting(answers) }
            answers.append(
                ModbusAnswer(
                    words: words, asked: connection.asked, arrived: .now, unasked: connection.strays.unasked,
                    disputed: connection.strays.disputed, hasOtherMaster: connection.strays.isOfOtherMaster,
                    quirks: connection.quirks))
            if case .failure(.garbled) = words, isSerial { break }
        }
        return answers
    }

    private func words(of request: ModbusRead, _ whileWaiting: () -> Void) async -> Result<[UInt16], ModbusError> {
        do throws(ModbusError) {
            return .success(try await connection.read(request, whileWaiting: whileWaiting))
        } catch {
            return .failure(error)
        }
    }

    /// Writes coils or registers. A write is never repeated by itself.
    ///
    /// - Throws: the reason why the write was not confirmed. Unless it is `refused`, the device may have carried it out.
    public func write(_ request: ModbusWrite) async throws(ModbusError) {
        await begin()
        defer { end() }
        try await connection.write(request)
    }

    /// Closes the link and releases a serial port for other programs. The next request opens it again.
    public func close() async {
        await begin()
        defer { next() }
        connection.release()
    }

    /// Whether the link is open.
    var isOpen: Bool { connection.isOpen }

    // MARK: One caller after another

    /// Returns when the callers before this one have ended.
    private func begin() async {
        closing?.cancel()
        guard isInUse else {
            isInUse = true
            return
        }
        await withUnsafeContinuation { waiting.append($0) }
    }

    /// Ends a use of the connection, and closes it once it is idle for long enough. With a time of zero the connection closes itself.
    private func end() {
        next()
        guard let closeAfter, closeAfter > .zero, !isInUse else { return }
        closing = Task { [weak self, loop] in
            await loop.sleep(until: .now + closeAfter)
            if !Task.isCancelled { await self?.close() }
        }
    }

    /// Lets the next caller use the connection.
    private func next() {
        isInUse = !waiting.isEmpty
        if isInUse { waiting.removeFirst().resume() }
    }
}
