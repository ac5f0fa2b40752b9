public import Facilities

/// The reason why a message was not sent, classified by what the caller should do.
public enum MQTTError: ExplainedError, Hashable, Sendable {
    /// There is no connection. Publish the message after `connected`.
    case notConnected
    /// The packet is larger than the broker accepts. Split the message.
    case tooLarge
    /// There is no memory for the message. Publish it again later.
    case noMemory
    /// The message or a setting is invalid, for the given reason. Correct it.
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
