public import Facilities

/// The reason why a request has no result, classified by what the caller should do.
public enum ModbusError: ExplainedError, Hashable, Sendable {
    /// The device did not answer in time. Continue with the next one, and count the failure.
    case noAnswer
    /// The device refused the request. Do not read this register again.
    case refused(ModbusException)
    /// The received bytes cannot be trusted and were discarded. Repeat the request.
    case garbled(UnusableAnswer)
    /// The link is down. It is opened again by the next request, after pauses that grow.
    case lineDown(Text)
    /// The request is invalid. Correct the caller.
    case impossible(Text)
}

extension ModbusError {
    /// The sentence for people, in Chinese and English.
    public var text: Text {
        switch self {
        case .noAnswer: Text(zh: "没有应答", en: description)
        case .refused(let exception): Text(zh: "设备拒绝：\(exception.text.zh)", en: description)
        case .garbled(let reason): Text(zh: "应答无法使用：\(reason.text.zh)", en: description)
        case .lineDown(let reason): Text(zh: "线路不通：\(reason.zh)", en: description)
        case .impossible(let reason): Text(zh: "请求不可能成立：\(reason.zh)", en: description)
        }
    }
}

extension ModbusError {
    public var description: String {
        switch self {
        case .noAnswer: "no answer"
        case .refused(let exception): "refused: \(exception)"
        case .garbled(let reason): "unusable answer: \(reason.text.en)"
        case .lineDown(let reason): "line down: \(reason.en)"
        case .impossible(let reason): "impossible request: \(reason.en)"
        }
    }
}
