/// The exceptions from the standard that a bus needs. By default none is made.
public struct LinkSettings: Hashable, Sendable {
    /// Whether answers over Modbus TCP may have any transaction id. Then only the time distinguishes a late answer from the right one,
    /// as on a serial line.
    public var ignoresTransactionID = false
    /// Whether answers over Modbus TCP may name any unit.
    public var acceptsAnyUnit = false
    /// The pause between opening a connection and the first request.
    public var connectDelay = Duration.zero
    /// The time after which an idle connection is closed: zero closes it after each request, nil never.
    public var closeAfter: Duration?
    /// The longest pause within one answer, since radio modems and serial servers send it in pieces.
    public var frameGap = Duration.milliseconds(250)

    /// Creates settings without exceptions.
    public init() {}
}
