public import Facilities

/// A message of an uplink with the items that it carries.
public struct Parcel<Message: Sendable>: Sendable {
    /// The message as the uplink sends it.
    public var message: Message
    /// The size of the message on the wire, in bytes.
    public var size: Int
    /// The stream of all its items.
    public var stream: ItemStream
    /// The items in order of sequence, at least one.
    public var items: [Chosen]

    /// Creates a parcel.
    public init(_ message: Message, size: Int, stream: ItemStream, items: [Chosen]) {
        (self.message, self.size, self.stream, self.items) = (message, size, stream, items)
    }
}
