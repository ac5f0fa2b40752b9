/// The reason why the other side refuses a message, classified by what the feed must do.
public struct Refusal: Hashable, Sendable {
    /// The subject of the refusal.
    public enum Kind: Hashable, Sendable {
        /// The same message may be accepted later.
        case later
        /// No message of this stream is accepted at present; those of other streams may be.
        case stream
        /// This message is never accepted as it is; a smaller one may be.
        case message
    }

    /// The subject of the refusal.
    public var kind: Kind
    /// The reason as a word, such as the reason code `0x87`.
    public var reason: String

    /// Creates a refusal with the reason that the other side gave.
    public init(_ kind: Kind, _ reason: String) {
        (self.kind, self.reason) = (kind, reason)
    }

    /// The refusal of a message that is larger than the other side accepts.
    public static let tooLarge = Refusal(.message, "tooLarge")
    /// The refusal of a message for which there is not enough memory at present.
    public static let noMemory = Refusal(.later, "noMemory")
    /// The refusal of a message that the protocol does not allow, for example because of its topic.
    public static let notSendable = Refusal(.stream, "notSendable")
    /// The refusal that is assumed when the connection was lost each time while the message was on its way.
    public static let connectionLost = Refusal(.stream, "connectionLost")
}
