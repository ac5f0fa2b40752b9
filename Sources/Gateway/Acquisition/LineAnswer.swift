public import Facilities
public import Modbus

/// `mashang/line/2`: the result of a read through the gateway.
public struct LineAnswer: Codable, Sendable {
    private enum Outcome: String, Codable {
        case words, noAnswer, refused, garbled, lineDown, impossible, notNow
    }

    private var schema = "mashang/line/2"
    private var outcome: Outcome
    private var words: [UInt16]?
    private var exception: UInt8?
    private var unusable: UnusableAnswer?
    /// The reason why the line is down, or the request impossible.
    private var cause: Text?
    /// The reason why the gateway did not make the request; nil if it did.
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

    /// The result as a direct read of the line would give it; nil if the request was not made.
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
