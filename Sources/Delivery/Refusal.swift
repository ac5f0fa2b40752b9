/// Why the other side does not take a message, by what has to be done.
public struct Refusal: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// It may take the same message later.
        case later
        /// It takes nothing of this stream for the time being, but may take the others.
        case stream
        /// It never takes this message as it is: a smaller one may pass.
        case message
    }

    public var kind: Kind
    /// The reason as a word, such as the reason code `0x87`.
    public var reason: String

    public init(_ kind: Kind, _ reason: String) {
        (self.kind, self.reason) = (kind, reason)
    }

    /// The message is larger than the other side takes.
    public static let tooLarge = Refusal(.message, "tooLarge")
    /// There is no memory to send the message now.
    public static let noMemory = Refusal(.later, "noMemory")
    /// The message cannot be sent as it is, by the rules of the protocol: such as its topic.
    public static let notSendable = Refusal(.stream, "notSendable")
    /// The connection was lost each time that the message was on its way.
    public static let connectionLost = Refusal(.stream, "connectionLost")
}
