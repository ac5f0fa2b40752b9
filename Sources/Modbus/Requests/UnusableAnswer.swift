public import Facilities

/// The reason why received bytes are not the answer.
public enum UnusableAnswer: String, Codable, Hashable, Sendable, CaseIterable {
    case wrongCRC
    /// Bytes in which no frame begins.
    case noFrame
    /// More bytes than an answer has, where no CRC shows which ones are it.
    case tooLong
    case halfFrame
    /// Whole frames that answer another request, or that another unit sent.
    case otherAnswers
    /// The line has no silence in which a request could begin.
    case neverSilent

    public var text: Text {
        switch self {
        case .wrongCRC: Text(zh: "CRC 不对", en: "wrong CRC")
        case .noFrame: Text(zh: "收到的字节不成帧", en: "bytes that are no frame")
        case .tooLong: Text(zh: "比应答多出字节", en: "more than an answer")
        case .halfFrame: Text(zh: "只收到半帧", en: "half a frame")
        case .otherAnswers: Text(zh: "只收到对别的请求的应答", en: "nothing but answers to something else")
        case .neverSilent: Text(zh: "线路一直不静默", en: "the line is never silent")
        }
    }
}
