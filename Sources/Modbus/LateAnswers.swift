/// The answers that may still arrive late or be repeated, and the times until which requests must wait for them.
///
/// Where a transaction id distinguishes the answers of different requests, no request has to wait.
struct LateAnswers {
    /// Whether only the time distinguishes a late answer, because there is no transaction id or it is ignored.
    private let dependsOnTime: Bool
    private let acceptsAnyUnit: Bool
    /// The times until which a late answer of a unit may still arrive. That unit is not asked before; other units can be asked.
    private var until: [UInt8: ContinuousClock.Instant] = [:]
    /// The request of each unit whose answer was accepted last, and the time of that answer. A device or a converter may send the answer
    /// again, even after other units were asked.
    private var lastAnswered: [UInt8: (request: ModbusRequest, at: ContinuousClock.Instant)] = [:]

    /// The time within which a repeated answer begins.
    private static let repetition = Duration.milliseconds(30)

    init(_ endpoint: ModbusEndpoint, _ settings: LinkSettings) {
        dependsOnTime = endpoint.line != nil || settings.ignoresTransactionID
        acceptsAnyUnit = settings.acceptsAnyUnit
    }

    /// Notes that a request was sent whose answer must begin by a time.
    mutating func asked(_ unit: UInt8, answerBy end: ContinuousClock.Instant) {
        if dependsOnTime { until[key(unit)] = end }
    }

    /// Notes that the answer to a request was accepted.
    ///
    /// - Parameter mayFollow: whether the answer to the request before may still arrive.
    mutating func answered(_ request: ModbusRequest, mayFollow: Bool) {
        if !mayFollow { until[key(request.unit)] = nil }
        lastAnswered[key(request.unit)] = (request, .now)
    }

    /// Notes that a unit did not answer in time. Its late answer is expected within the timeout again.
    mutating func missed(_ unit: UInt8, timeout: Duration) { until[key(unit)]? += timeout }

    /// Forgets the late answer of a unit, because its connection is closed.
    mutating func forget(_ unit: UInt8) { until[key(unit)] = nil }

    /// Forgets the answers that may be repeated, because a new connection begins.
    mutating func forgetRepetitions() { lastAnswered = [:] }

    /// Returns the time before which a request must not be made, and forgets the late answer of its unit; nil where it need not wait.
    mutating func takeEnd(before request: ModbusRequest) -> ContinuousClock.Instant? {
        let late = until.removeValue(forKey: key(request.unit))
        return late.orLater(repetitionEnd(before: request))
    }

    /// Returns the time until which a repetition of the last answer could be taken for the answer to this request; nil where it could
    /// not.
    private func repetitionEnd(before request: ModbusRequest) -> ContinuousClock.Instant? {
        guard dependsOnTime, let last = lastAnswered[key(request.unit)], last.request != request else { return nil }
        guard last.request.function == request.function, last.request.answerLength == request.answerLength else {
            return nil
        }
        return last.at + Self.repetition
    }

    /// Returns the key of a unit. Where any unit may answer, all units have the same key.
    private func key(_ unit: UInt8) -> UInt8 { acceptsAnyUnit ? 0 : unit }
}

extension ContinuousClock.Instant? {
    /// Returns the later of two times; nil where there is none.
    func orLater(_ other: ContinuousClock.Instant?) -> ContinuousClock.Instant? {
        guard let self, let other else { return self ?? other }
        return max(self, other)
    }
}
