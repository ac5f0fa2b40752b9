import Glibc

/// Asks over a link, one request after the other, and keeps what must be known between them: when the link may be opened
/// again, which answers may still be on their way, how long the line must be silent.
final class ModbusConnection {
    /// When the last request went out, or failed before it could.
    private(set) var asked = ContinuousClock.now
    /// Of which units something came since then that nobody waited for.
    private(set) var unasked: Set<UInt8> = []

    private let endpoint: ModbusEndpoint
    private var link: ModbusLink?
    private var backoff = Backoff()
    private var unanswered = UnansweredUnits()
    private var transaction: UInt16 = 0
    /// Until when an answer of a unit may still come that nobody waits for any more. On a serial line nothing but the
    /// time tells it from the answer to the next request; other units can be asked meanwhile.
    private var lateUntil: [UInt8: ContinuousClock.Instant] = [:]
    /// What the next request must wait for besides its own gap.
    private var notBefore: ContinuousClock.Instant?

    /// A device that has not begun to answer by then keeps others waiting.
    private static let prompt = Duration.milliseconds(20)

    init(_ endpoint: ModbusEndpoint) {
        self.endpoint = endpoint
    }

    /// - Parameter whileWaiting: called when the device does not answer at once.
    func read(_ read: ModbusRead, whileWaiting: () -> Void = {}) throws(ModbusError) -> [UInt16] {
        guard 1...read.table.maximum ~= read.count, Int(read.address) + read.count <= 65_536 else {
            throw .impossible("\(read.count) entries from \(read.address); a read has 1 to \(read.table.maximum)")
        }
        let request = ModbusRequest.read(unit: read.unit, table: read.table, address: read.address, count: read.count)
        return try exchange(request, timeout: read.timeout, gap: read.gap, whileWaiting)
    }

    func write(_ write: ModbusWrite) throws(ModbusError) {
        guard write.table == .coil || write.table == .holding,
            1...(write.table == .coil ? 1968 : 123) ~= write.values.count
        else { throw .impossible("only coils and holding registers can be written, 1 to 1968 and 1 to 123") }
        let request = ModbusRequest.write(
            unit: write.unit, table: write.table, address: write.address, values: write.values
        )
        _ = try exchange(request, timeout: write.timeout, gap: write.gap) {}
        notBefore = .now + write.turnaround
    }

    func close() {
        link = nil
    }

    // MARK: One request and its answer

    private func exchange(
        _ request: ModbusRequest, timeout: Duration, gap: Duration, _ whileWaiting: () -> Void
    ) throws(ModbusError) -> [UInt16] {
        (asked, unasked) = (.now, [])
        do {
            let link = try settled(for: request.unit, gap: gap)
            let answer = try ask(request, timeout: timeout, over: link, whileWaiting)
            unanswered.answered(by: request.unit)
            return try answer.mapError(ModbusError.refused).get()
        } catch {
            recover(from: error, unit: request.unit)
            throw error
        }
    }

    private func ask(
        _ request: ModbusRequest, timeout: Duration, over link: ModbusLink, _ whileWaiting: () -> Void
    ) throws(ModbusError) -> Result<[UInt16], ModbusException> {
        transaction &+= 1
        let header = link.framing == .tcp ? [UInt8(transaction >> 8), UInt8(transaction & 0xFF)] : []
        let frame = link.framing.frame(request.pdu, unit: request.unit, header: header)
        asked = .now
        try link.send(frame)
        let characters = frame.count + request.answerLength + 3
        let end = asked + timeout + (endpoint.line?.characterTime ?? .zero) * characters
        if !link.hasInput(by: min(asked + Self.prompt, end)) { whileWaiting() }
        if endpoint.line != nil { lateUntil[request.unit] = end }
        var passedOver = false
        while link.hasInput(by: end) {
            let frame = try link.receive(from: request.unit)
            let pdu = frame.flatMap { link.framing.pdu(in: $0, unit: request.unit, header: header) }
            if let answer = pdu.flatMap(request.words) {
                // Half an answer and the beginning of a late one look like a whole one where there is no CRC.
                guard !link.hasSurplus else { throw .garbled("more than an answer") }
                lateUntil[request.unit] = nil
                return answer
            }
            note(frame ?? [], by: link)
            passedOver = true
        }
        // Who answers late does so within the time-out again.
        lateUntil[request.unit]? += timeout
        throw passedOver ? .garbled("nothing but answers to something else") : .noAnswer
    }

    /// The link, open, and silent for as long as this unit needs before it is asked.
    private func settled(for unit: UInt8, gap: Duration) throws(ModbusError) -> ModbusLink {
        let silence = max(endpoint.line?.silence ?? .zero, gap)
        let earliest = [lateUntil.removeValue(forKey: unit), notBefore].compactMap(\.self).max()
        if let link {
            do {
                note(try link.settle(silence, notBefore: earliest), by: link)
                return link
            } catch {
                // A peer that hung up while nothing was asked is simply called again.
                guard case .lineDown = error else { throw error }
                close()
            }
        }
        let link = try opened()
        note(try link.settle(silence, notBefore: earliest), by: link)
        return link
    }

    private func note(_ bytes: [UInt8], by link: ModbusLink) {
        if let unit = link.framing.unit(of: bytes) { unasked.insert(unit) }
    }

    private func opened() throws(ModbusError) -> ModbusLink {
        guard backoff.mayTry else { throw .lineDown(backoff.reason) }
        do {
            let link = try ModbusLink(endpoint)
            self.link = link
            backoff.succeeded()
            return link
        } catch {
            backoff.failed("\(endpoint): \(error.reason)")
            throw .lineDown(backoff.reason)
        }
    }

    /// Leaves the link such that nothing that was meant for this request can be taken for the next one's answer.
    private func recover(from error: ModbusError, unit: UInt8) {
        switch error {
        case .refused, .impossible: break
        case .lineDown(let reason):
            close()
            if backoff.mayTry { backoff.failed("\(endpoint): \(reason)") }
        case .noAnswer, .garbled:
            if case .garbled = error, let line = endpoint.line {
                notBefore = .now + max(.milliseconds(50), line.silence * 10)
            }
            if case .rtu = endpoint { break }
            if unanswered.failed(unit) { close() }
        }
    }
}

/// Tells a unit that does not answer from a link that has died without a word: then nobody answers. One unit alone never
/// ends a link that others use.
struct UnansweredUnits {
    private var known: Set<UInt8> = []
    private var units: Set<UInt8> = []
    private var failures = 0

    mutating func answered(by unit: UInt8) {
        known.insert(unit)
        (units, failures) = ([], 0)
    }

    /// True when the link should be opened anew.
    mutating func failed(_ unit: UInt8) -> Bool {
        units.insert(unit)
        failures += 1
        guard failures >= 3, units.count >= min(3, known.union(units).count) else { return false }
        (units, failures) = ([], 0)
        return true
    }
}
