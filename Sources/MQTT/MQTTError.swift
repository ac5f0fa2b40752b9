/// Why a message was not sent, by what the caller does next.
public enum MQTTError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Keep it, and publish it after `connected`.
    case notConnected
    /// Split it: its packet is larger than the broker takes.
    case tooLarge
    /// Publish it again later: there is no memory for it now.
    case noMemory
    /// Correct the message or the settings.
    case invalid(String)

    public var description: String {
        switch self {
        case .notConnected: "there is no connection to the broker"
        case .tooLarge: "the packet is larger than the broker takes"
        case .noMemory: "there is no memory for the message"
        case .invalid(let reason): reason
        }
    }
}
