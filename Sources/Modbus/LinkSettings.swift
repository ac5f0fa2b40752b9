/// What a bus needs that is not clean. Without it everything is strict.
public struct LinkSettings: Hashable, Sendable {
    /// Whether answers over Modbus TCP may have any transaction id. Then only time tells a late answer from the right
    /// one, as on a serial line.
    public var ignoresTransactionID = false
    /// Whether answers over Modbus TCP may name any unit.
    public var acceptsAnyUnit = false
    /// How long a new connection is left alone before the first request.
    public var connectDelay = Duration.zero
    /// How long a connection may be idle before it is closed, 0 for at once; nil to keep it open.
    public var closeAfter: Duration?
    /// The longest pause within one answer: radio modems and serial servers send it in pieces.
    public var frameGap = Duration.milliseconds(250)

    public init() {}
}
