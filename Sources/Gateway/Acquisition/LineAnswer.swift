public import Facilities
public import Modbus

/// `mashang/line/2`: what came of a read through the gateway.
public struct LineAnswer: Codable, Sendable {
    private enum Outcome: String, Codable {
        case words, noAnswer, refused, garbled, lineDown, impossible, notNow
    }

    private var schema = "mashang/line/2"
    private var outcome: Outcome
    private var words: [UInt16]?
    private var exception: UInt8?
    private var unusable: UnusableAnswer?
    /// Why the line is down, or the request impossible.
    private var cause: Text?
    /// Why the gateway did not ask at all; nil if it did.
    public private(set) var refusal: Text?

    init(_ result: Result<[UInt16], ModbusError>) {
        switch result {
        case .success(let words): (outcome, self.words) = (.words, words)
        case .failure(.noAnswer): outcome = .noAnswer
        case .failure(.refused(let exception)): (outcome, self.exception) = (.refused, exception.rawValue)
        case .failure(.garbled(let reason)): (outcome, unusable) = (.garbled, reason)
        case .failure(.lineDown(let cause)): (outcome, self.cause) = (.lineDown, cause)
        case .failure(.impossible(let cause)): (outcome, self.cause) = (.impossible, cause)
        }
    }

    init(notNow refusal: Text) {
        (outcome, self.refusal) = (.notNow, refusal)
    }

    /// As if the line had been asked directly; nil if it was not asked.
    public var result: Result<[UInt16], ModbusError>? {
        switch outcome {
        case .words: .success(words ?? [])
        case .noAnswer: .failure(.noAnswer)
        case .refused: .failure(.refused(ModbusException(rawValue: exception ?? 0)))
        case .garbled: .failure(.garbled(unusable ?? .otherAnswers))
        case .lineDown: .failure(.lineDown(cause ?? Text(zh: "", en: "")))
        case .impossible: .failure(.impossible(cause ?? Text(zh: "", en: "")))
        case .notNow: nil
        }
    }
}
