public import Facilities

/// One message of an uplink, and what it carries.
public struct Parcel<Message: Sendable>: Sendable {
    public var message: Message
    /// Bytes of the message on the wire.
    public var size: Int
    public var stream: ItemStream
    /// At least one, in order of sequence.
    public var items: [Chosen]

    public init(_ message: Message, size: Int, stream: ItemStream, items: [Chosen]) {
        (self.message, self.size, self.stream, self.items) = (message, size, stream, items)
    }
}
