public import Facilities

/// Why a message was not sent, by what the caller does next.
public enum MQTTError: ExplainedError, Hashable, Sendable {
    /// Keep it, and publish it after `connected`.
    case notConnected
    /// Split it: its packet is larger than the broker takes.
    case tooLarge
    /// Publish it again later: there is no memory for it now.
    case noMemory
    /// Correct the message or the settings: what is wrong and where.
    case invalid(Text)

    public var text: Text {
        switch self {
        case .notConnected: Text(zh: "没有与服务器连接", en: "there is no connection to the broker")
        case .tooLarge: Text(zh: "数据包大于服务器允许的长度", en: "the packet is larger than the broker takes")
        case .noMemory: Text(zh: "内存不足，消息发不了", en: "there is no memory for the message")
        case .invalid(let reason): reason
        }
    }
}
