import Facilities

/// Asks over a link, one request after the other, and keeps what must be known between them: when the link may be opened
/// again, which answers may still be on their way, how long the line must be silent.
final class ModbusConnection {
    /// When the last request went out, or failed before it could.
    private(set) var asked = ContinuousClock.now
    /// What was not as the standard says in what came for it.
    private(set) var quirks: Set<FrameQuirk> = []
    /// What came since then that nobody waited for.
    private(set) var strays = StrayFrames()

    private let endpoint: ModbusEndpoint
    private let settings: LinkSettings
    private let watch: LinkWatch?
    private var link: ModbusLink?
    /// Of a serial port; nil over TCP, where an endpoint has no owner on this machine.
    private let port: PortLock?
    private var backoff = Backoff()
    private var unanswered = UnansweredUnits()
    private var transactions = TransactionIDs()
    /// Until when an answer of a unit may still come that nobody waits for any more. Where nothing but the time tells it
    /// from the answer to the next request, that unit is not asked before; other units can be asked meanwhile.
    private var lateUntil: [UInt8: ContinuousClock.Instant] = [:]
    /// What the next request must wait for besides its own gap.
    private var notBefore: ContinuousClock.Instant?
    /// Whether the line gave back the last request; nil before the first answer.
    private var echoes: Bool?
    /// By unit the request whose answer was accepted last, and when. A device or a converter may send it again, also after
    /// other units were asked.
    private var lastAnswered: [UInt8: (request: ModbusRequest, at: ContinuousClock.Instant)] = [:]

    /// A device that has not begun to answer by then keeps others waiting.
    private static let prompt = Duration.milliseconds(20)
    /// An answer that comes twice begins to do so by then. Where no id tells it from the answer to the next request, that
    /// one waits, if the same bytes could answer it.
    private static let repetition = Duration.milliseconds(30)
    /// In how many pieces an answer comes at most, with `frameGap` between them.
    private static let mostPieces = 8
    /// A pause within an answer that is longer than this is a thing to be said.
    private static let longPause = Duration.milliseconds(100)

    init(_ endpoint: ModbusEndpoint, _ settings: LinkSettings = LinkSettings(), watch: LinkWatch? = nil) {
        (self.endpoint, self.settings, self.watch) = (endpoint, settings, watch)
        if case .rtu(let line) = endpoint { port = PortLock(line.device) } else { port = nil }
    }

    /// - Parameter whileWaiting: called when the device does not answer at once.
    func read(_ read: ModbusRead, whileWaiting: () -> Void = {}) throws(ModbusError) -> [UInt16] {
        guard 1...read.table.maximum ~= read.count, Int(read.address) + read.count <= 65_536 else {
            throw .impossible(
                Text(
                    zh: "从 \(read.address) 起 \(read.count) 个；一次读 1 到 \(read.table.maximum) 个",
                    en: "\(read.count) entries from \(read.address); a read has 1 to \(read.table.maximum)"))
        }
        let request = ModbusRequest.read(unit: read.unit, table: read.table, address: read.address, count: read.count)
        return try exchange(request, timeout: read.timeout, gap: read.gap, whileWaiting)
    }

    func write(_ write: ModbusWrite) throws(ModbusError) {
        guard write.table == .coil || write.table == .holding,
            1...(write.table == .coil ? 1968 : 123) ~= write.values.count
        else {
            throw .impossible(
                Text(
                    zh: "只能写 coil（1 到 1968 个）和 holding（1 到 123 个）",
                    en: "only coils and holding registers can be written, 1 to 1968 and 1 to 123"))
        }
        let request = ModbusRequest.write(
            unit: write.unit, table: write.table, address: write.address, values: write.values
        )
        _ = try exchange(request, timeout: write.timeout, gap: write.gap) {}
        notBefore = .now + write.turnaround
    }

    var isOpen: Bool { link != nil }

    func close() {
        link = nil
    }

    /// Closes the link and leaves the port to others.
    func release() {
        close()
        port?.release()
    }

    // MARK: One request and its answer

    private func exchange(
        _ request: ModbusRequest, timeout: Duration, gap: Duration, _ whileWaiting: () -> Void
    ) throws(ModbusError) -> [UInt16] {
        (asked, quirks) = (.now, [])
        strays.begin(request.unit)
        defer { if settings.closeAfter == .zero { close() } }
        do {
            let answer = try answer(to: request, timeout: timeout, gap: gap, whileWaiting)
            unanswered.answered(by: request.unit)
            return try answer.mapError(ModbusError.refused).get()
        } catch {
            recover(from: error, unit: request.unit)
            throw error
        }
    }

    /// Asks, and once more on a new connection if the peer has closed the one that was in use without a byte for this
    /// request. A write may have been carried out: it is never repeated.
    private func answer(
        to request: ModbusRequest, timeout: Duration, gap: Duration, _ whileWaiting: () -> Void
    ) throws(ModbusError) -> Result<[UInt16], ModbusException> {
        let before = link
        let link = try settled(for: request, gap: gap)
        do {
            return try ask(request, timeout: timeout, over: link, whileWaiting)
        } catch {
            if link !== before, link.isSocket, !link.hasAnswered { quirks.insert(.newConnection) }
            guard case .lineDown = error, link === before, link.isSocket, !link.hasAnswered, case .read = request else {
                throw error
            }
        }
        close()
        quirks.insert(.hungUp)
        lateUntil[lateKey(request.unit)] = nil
        return try ask(request, timeout: timeout, over: settled(for: request, gap: gap), whileWaiting)
    }

    private func ask(
        _ request: ModbusRequest, timeout: Duration, over link: ModbusLink, _ whileWaiting: () -> Void
    ) throws(ModbusError) -> Result<[UInt16], ModbusException> {
        let expected = ExpectedAnswer(
            request: request, framing: link.framing, transaction: link.framing == .tcp ? transactions.next() : 0,
            settings: settings, expectsEcho: echoes)
        let sent = expected.sent
        asked = .now
        try link.send(sent)
        strays.sent(sent)
        let characters = sent.count + request.answerLength + 3
        let end = asked + timeout + (endpoint.line?.characterTime ?? .zero) * characters
        if !link.hasInput(by: min(asked + Self.prompt, end)) { whileWaiting() }
        if onlyTimeTells { lateUntil[lateKey(request.unit)] = end }
        let seen = try sighting(of: expected, over: link, by: end)
        quirks.formUnion(seen.quirks)
        for frame in seen.strangers { note(frame, by: link) }
        switch seen.step {
        case .answer(let answer):
            // Behind a serial server the request before the hang-up may have an answer, too.
            if !quirks.contains(.hungUp) { lateUntil[lateKey(request.unit)] = nil }
            strays.accepted(seen.frame, of: request.unit)
            echoes = seen.quirks.contains(.echo)
            lastAnswered[lateKey(request.unit)] = (request, .now)
            return answer
        case .refused(let reason): throw .garbled(reason)
        case .wait(let beginning):
            // Who answers late does so within the time-out again.
            lateUntil[lateKey(request.unit)]? += timeout
            if seen.quirks.contains(.echo) { echoes = true }
            if beginning == .own {
                quirks.insert(.pieces)
                throw .garbled(.halfFrame)
            }
            throw seen.isSilence ? .noAnswer : .garbled(.otherAnswers)
        }
    }

    /// What comes of waiting for the answer, with all frames that were passed over.
    ///
    /// It has an absolute end however much others say: one longest frame after the request's own, and what the pauses
    /// within the answer may take once that has begun. What lies in the buffer by then is looked at once more, since the
    /// process may have stood still.
    private func sighting(
        of expected: ExpectedAnswer, over link: ModbusLink, by end: ContinuousClock.Instant
    ) throws(ModbusError) -> ExpectedAnswer.Sighting {
        var bytes: [UInt8] = []
        var passed: [ArraySlice<UInt8>] = []
        var seen = expected.search(bytes)
        var isOver = false
        while case .wait(let beginning) = seen.step, !isOver, link.hasInput(by: deadline(beginning, end, link)) {
            if beginning == .own, .now - link.quietSince > Self.longPause { quirks.insert(.pieces) }
            isOver = .now > limit(beginning, end)
            bytes += try link.receive()
            seen = expected.search(bytes)
            guard case .wait = seen.step, seen.explained > 0 else { continue }
            passed += link.framing.frames(in: bytes[..<seen.explained])
            bytes.removeFirst(seen.explained)
            seen = expected.search(bytes)
        }
        if !passed.isEmpty { seen.isSilence = false }
        seen.strangers = passed + seen.strangers
        return seen
    }

    private func deadline(
        _ beginning: ExpectedAnswer.Beginning, _ end: ContinuousClock.Instant, _ link: ModbusLink
    ) -> ContinuousClock.Instant {
        let pause = link.quietSince + settings.frameGap
        return switch beginning {
        case .none: end
        case .some: min(max(end, pause), limit(beginning, end))
        case .own: min(pause, limit(beginning, end))
        }
    }

    /// When waiting is over, whatever still comes.
    private func limit(
        _ beginning: ExpectedAnswer.Beginning, _ end: ContinuousClock.Instant
    ) -> ContinuousClock.Instant {
        let last = end + (endpoint.line?.longestFrame ?? .zero)
        return beginning == .own ? last + settings.frameGap * Self.mostPieces : last
    }

    /// Whether an answer's transaction id does not tell what it answers.
    private var onlyTimeTells: Bool { endpoint.line != nil || settings.ignoresTransactionID }

    /// By which late answers are waited for: where any unit may answer, those of one are those of all.
    private func lateKey(_ unit: UInt8) -> UInt8 { settings.acceptsAnyUnit ? 0 : unit }

    /// The link, open, and silent for as long as this unit needs before it is asked.
    private func settled(for request: ModbusRequest, gap: Duration) throws(ModbusError) -> ModbusLink {
        let silence = max(endpoint.line?.silence ?? .zero, gap)
        let late = lateUntil.removeValue(forKey: lateKey(request.unit))
        let earliest = [late, notBefore, repetitionEnd(before: request)].compactMap(\.self).max()
        if let link {
            do {
                try settle(link, silence, notBefore: earliest)
                return link
            } catch {
                // A peer that hung up while nothing was asked is simply called again.
                guard case .lineDown = error else { throw error }
                close()
            }
        }
        let link = try opened()
        let delayed = settings.connectDelay > .zero ? ContinuousClock.now + settings.connectDelay : nil
        try settle(link, silence, notBefore: [earliest, delayed].compactMap(\.self).max())
        return link
    }

    /// Until when the last answer may come again and be taken for the one to this request; nil if it cannot be.
    private func repetitionEnd(before request: ModbusRequest) -> ContinuousClock.Instant? {
        guard onlyTimeTells, let last = lastAnswered[lateKey(request.unit)], last.request != request else { return nil }
        guard last.request.function == request.function, last.request.answerLength == request.answerLength else {
            return nil
        }
        return last.at + Self.repetition
    }

    private func settle(
        _ link: ModbusLink, _ silence: Duration, notBefore: ContinuousClock.Instant?
    ) throws(ModbusError) {
        let discarded = try link.settle(silence, notBefore: notBefore)
        for frame in link.framing.frames(in: discarded[...]) { note(frame, by: link) }
    }

    private func note(_ frame: ArraySlice<UInt8>, by link: ModbusLink) {
        guard let unit = link.framing.unit(of: frame) else { return }
        strays.came(frame, of: unit, isSerial: link.framing == .rtu)
    }

    private func opened() throws(ModbusError) -> ModbusLink {
        guard backoff.mayTry else { throw .lineDown(backoff.reason) }
        do {
            try port?.take()
            let link = try ModbusLink(endpoint, watch: watch)
            port?.claim()
            (self.link, echoes, lastAnswered) = (link, nil, [:])
            backoff.succeeded()
            return link
        } catch {
            backoff.failed(error.reason.at(endpoint))
            throw .lineDown(backoff.reason)
        }
    }

    /// Leaves the link such that nothing that was meant for this request can be taken for the next one's answer.
    private func recover(from error: ModbusError, unit: UInt8) {
        switch error {
        case .refused, .impossible: break
        case .lineDown(let reason):
            close()
            if backoff.mayTry { backoff.failed(reason.at(endpoint)) }
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
