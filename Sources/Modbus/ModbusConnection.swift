import Facilities

/// Makes requests over a link, one after another, and remembers what later requests depend on: when the link may be opened again,
/// which answers may still be late, how long the line must be silent.
final class ModbusConnection {
    /// The time at which the last request was sent, or failed before it could be.
    private(set) var asked = ContinuousClock.now
    /// The deviations from the standard in the answer to the last request.
    private(set) var quirks: Set<FrameQuirk> = []
    /// The unexpected frames since the last request.
    private(set) var strays = StrayFrames()

    private let endpoint: ModbusEndpoint
    private let settings: LinkSettings
    private let loop: BusLoop
    private let watch: LinkWatch?
    private var link: ModbusLink?
    /// The lock of a serial port; nil over TCP, where a port has no owner on this machine.
    private let port: PortLock?
    private var pause = LinkPause()
    private var unanswered = UnansweredUnits()
    private var transactions = TransactionIDs()
    private var lateAnswers: LateAnswers
    /// The earliest time of the next request; nil where only its own gap counts.
    private var notBefore: ContinuousClock.Instant?
    /// Whether the line echoed the last request; nil before the first answer.
    private var echoes: Bool?

    /// The time after which a device that has not begun to answer counts as slow.
    private static let prompt = Duration.milliseconds(20)

    init(_ endpoint: ModbusEndpoint, _ settings: LinkSettings, on loop: BusLoop, watch: LinkWatch?) {
        (self.endpoint, self.settings, self.loop, self.watch) = (endpoint, settings, loop, watch)
        lateAnswers = LateAnswers(endpoint, settings)
        if case .rtu(let line) = endpoint { port = PortLock(line.device) } else { port = nil }
    }

    /// Makes a read and returns the values.
    ///
    /// - Parameter whileWaiting: is called when the device does not answer at once.
    /// - Throws: the reason why there are no values.
    func read(
        _ read: ModbusRead, whileWaiting: () -> Void = {}, isolation: isolated (any Actor)? = #isolation
    ) async throws(ModbusError) -> [UInt16] {
        guard 1...read.table.maximum ~= read.count, Int(read.address) + read.count <= 65_536 else {
            throw .impossible(
                Text(
                    zh: "从 \(read.address) 起 \(read.count) 个；一次读 1 到 \(read.table.maximum) 个",
                    en: "\(read.count) entries from \(read.address); a read has 1 to \(read.table.maximum)"))
        }
        let request = ModbusRequest.read(unit: read.unit, table: read.table, address: read.address, count: read.count)
        return try await exchange(request, timeout: read.timeout, gap: read.gap, whileWaiting)
    }

    /// Makes a write.
    ///
    /// - Throws: the reason why it was not confirmed.
    func write(_ write: ModbusWrite, isolation: isolated (any Actor)? = #isolation) async throws(ModbusError) {
        let mostValues = write.table == .coil ? 1968 : 123
        guard write.table == .coil || write.table == .holding, 1...mostValues ~= write.values.count else {
            throw .impossible(
                Text(
                    zh: "只能写 coil（1 到 1968 个）和 holding（1 到 123 个）",
                    en: "only coils and holding registers can be written, 1 to 1968 and 1 to 123"))
        }
        let request = ModbusRequest.write(
            unit: write.unit, table: write.table, address: write.address, values: write.values
        )
        _ = try await exchange(request, timeout: write.timeout, gap: write.gap) {}
        notBefore = .now + write.turnaround
    }

    /// Whether the link is open.
    var isOpen: Bool { link != nil }

    /// Closes the link, but keeps the lock of the port.
    func close() {
        link = nil
    }

    /// Closes the link and releases the port for other programs.
    func release() {
        close()
        port?.release()
    }

    // MARK: One request and its answer

    private func exchange(
        _ request: ModbusRequest, timeout: Duration, gap: Duration, _ whileWaiting: () -> Void,
        isolation: isolated (any Actor)? = #isolation
    ) async throws(ModbusError) -> [UInt16] {
        (asked, quirks) = (.now, [])
        strays.begin(request.unit)
        defer { if settings.closeAfter == .zero { close() } }
        do {
            let answer = try await answer(to: request, timeout: timeout, gap: gap, whileWaiting)
            unanswered.answered(by: request.unit)
            return try answer.mapError(ModbusError.refused).get()
        } catch {
            recover(from: error, unit: request.unit)
            throw error
        }
    }

    /// Makes the request, and a read once more on a new connection if the peer has closed the old one without a byte for this request.
    /// A write is never repeated, since it may have been carried out.
    private func answer(
        to request: ModbusRequest, timeout: Duration, gap: Duration, _ whileWaiting: () -> Void,
        isolation: isolated (any Actor)? = #isolation
    ) async throws(ModbusError) -> Result<[UInt16], ModbusException> {
        let before = link
        let link = try await settled(for: request, gap: gap)
        do {
            return try await ask(request, timeout: timeout, over: link, whileWaiting)
        } catch {
            if link !== before, link.isSocket, !link.hasAnswered { quirks.insert(.newConnection) }
            guard case .lineDown = error, link === before, link.isSocket, !link.hasAnswered, case .read = request else {
                throw error
            }
        }
        close()
        quirks.insert(.hungUp)
        lateAnswers.forget(request.unit)
        return try await ask(request, timeout: timeout, over: settled(for: request, gap: gap), whileWaiting)
    }

    private func ask(
        _ request: ModbusRequest, timeout: Duration, over link: ModbusLink, _ whileWaiting: () -> Void,
        isolation: isolated (any Actor)? = #isolation
    ) async throws(ModbusError) -> Result<[UInt16], ModbusException> {
        let transaction = link.framing == .tcp ? transactions.next() : 0
        let expected = ExpectedAnswer(
            request: request, framing: link.framing, transaction: transaction, settings: settings, expectsEcho: echoes)
        let sent = expected.sent
        asked = .now
        try link.send(sent)
        strays.sent(sent)
        let characters = sent.count + request.answerLength + 3
        let end = asked + timeout + (endpoint.line?.characterTime ?? .zero) * characters
        let isPrompt = await link.hasInput(by: min(asked + Self.prompt, end))
        if !isPrompt { whileWaiting() }
        lateAnswers.asked(request.unit, answerBy: end)
        var wait = AnswerWait(
            for: expected, over: link, by: end, longestFrame: endpoint.line?.longestFrame ?? .zero)
        defer { quirks.formUnion(wait.quirks) }
        let seen = try await wait.run(isReady: isPrompt)
        quirks.formUnion(seen.quirks)
        for frame in seen.strangers { note(frame, by: link) }
        return try outcome(of: seen, for: request, timeout: timeout)
    }

    /// Returns the answer that was seen, and remembers what later requests depend on.
    ///
    /// - Throws: the reason why there is no answer.
    private func outcome(
        of seen: ExpectedAnswer.Sighting, for request: ModbusRequest, timeout: Duration
    ) throws(ModbusError) -> Result<[UInt16], ModbusException> {
        switch seen.step {
        case .answer(let answer):
            // Behind a serial server the request before the new connection may be answered late, too.
            lateAnswers.answered(request, mayFollow: quirks.contains(.hungUp))
            strays.accepted(seen.frame, of: request.unit)
            echoes = seen.quirks.contains(.echo)
            return answer
        case .refused(let reason): throw .garbled(reason)
        case .wait(let beginning):
            lateAnswers.missed(request.unit, timeout: timeout)
            if seen.quirks.contains(.echo) { echoes = true }
            if beginning == .own {
                quirks.insert(.pieces)
                throw .garbled(.halfFrame)
            }
            throw seen.isSilence ? .noAnswer : .garbled(.otherAnswers)
        }
    }

    /// Returns the open link once it has been silent for as long as this unit needs before a request.
    private func settled(
        for request: ModbusRequest, gap: Duration, isolation: isolated (any Actor)? = #isolation
    ) async throws(ModbusError) -> ModbusLink {
        let silence = max(endpoint.line?.silence ?? .zero, gap)
        let earliest = lateAnswers.takeEnd(before: request).orLater(notBefore)
        if let link {
            do {
                try await settle(link, silence, notBefore: earliest)
                return link
            } catch {
                // If the peer closed the connection while it was idle, a new one is opened.
                guard case .lineDown = error else { throw error }
                close()
            }
        }
        let link = try await opened()
        let delayed = settings.connectDelay > .zero ? ContinuousClock.now + settings.connectDelay : nil
        try await settle(link, silence, notBefore: earliest.orLater(delayed))
        return link
    }

    private func settle(
        _ link: ModbusLink, _ silence: Duration, notBefore: ContinuousClock.Instant?,
        isolation: isolated (any Actor)? = #isolation
    ) async throws(ModbusError) {
        let discarded = try await link.settle(silence, notBefore: notBefore)
        for frame in link.framing.frames(in: discarded[...]) { note(frame, by: link) }
    }

    private func note(_ frame: ArraySlice<UInt8>, by link: ModbusLink) {
        guard let unit = link.framing.unit(of: frame) else { return }
        strays.came(frame, of: unit, isSerial: link.framing == .rtu)
    }

    private func opened(isolation: isolated (any Actor)? = #isolation) async throws(ModbusError) -> ModbusLink {
        guard pause.mayTry else { throw .lineDown(pause.reason) }
        do {
            try port?.take()
            let link = try await ModbusLink.open(endpoint, on: loop, watch: watch)
            port?.claim()
            (self.link, echoes) = (link, nil)
            lateAnswers.forgetRepetitions()
            pause.succeeded()
            return link
        } catch {
            pause.failed(error.reason.at(endpoint))
            throw .lineDown(pause.reason)
        }
    }

    /// Prepares the link after an error so that no late bytes of this request can be taken for the answer to the next one.
    private func recover(from error: ModbusError, unit: UInt8) {
        switch error {
        case .refused, .impossible: break
        case .lineDown(let reason):
            close()
            if pause.mayTry { pause.failed(reason.at(endpoint)) }
        case .noAnswer, .garbled:
            strays.missed(unit)
            if case .garbled = error, let line = endpoint.line {
                notBefore = .now + max(.milliseconds(50), line.silence * 10)
            }
            if case .rtu = endpoint { break }
            if unanswered.failed(unit) { close() }
        }
    }
}
