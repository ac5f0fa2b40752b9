public import Facilities

/// A message of an uplink: what is sent, and the items that it carries.
public struct Parcel: Sendable {
    /// The content of the message; empty for an uplink that makes it from the items when it is sent.
    public var content: [UInt8]
    /// The size of the message on the wire, in bytes.
    public var size: Int
    /// The stream of all its items.
    public var stream: ItemStream
    /// The items in order of sequence, at least one.
    public var items: [Chosen]

    /// Creates a parcel.
    public init(_ content: [UInt8] = [], size: Int, stream: ItemStream, items: [Chosen]) {
        (self.content, self.size, self.stream, self.items) = (content, size, stream, items)
    }
}
