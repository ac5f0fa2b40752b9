/// Bytes that were sent or received over a link, for the diagnosis of a bus.
public struct LinkTraffic: Hashable, Sendable {
    /// The direction of the bytes, as the gateway sees it.
    public enum Direction: Hashable, Sendable {
        case sent, received
    }

    /// Whether the gateway sent or received the bytes.
    public var direction: Direction
    /// The bytes of one system call: a whole frame that was sent, or any piece of what was received.
    public var bytes: [UInt8]
    /// The time of the system call.
    public var at: ContinuousClock.Instant
}

/// A function that gets all bytes that are sent or received over a link, on the thread of the bus.
public typealias LinkWatch = @Sendable (LinkTraffic) -> Void
