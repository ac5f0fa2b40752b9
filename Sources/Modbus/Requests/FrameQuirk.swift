/// A deviation from the standard in the answer to a request.
public enum FrameQuirk: String, Codable, Hashable, Sendable, CaseIterable {
    /// There are up to eight foreign bytes before the answer. Its CRC or header shows where it begins.
    case foreignBytes
    /// The request was echoed before the answer.
    case echo
    /// There are bytes after the answer that belong to no other frame.
    case padding
    /// The same answer arrived twice at once.
    case doubled
    /// The header of an exception has a wrong length.
    case exceptionLength
    /// The answer has the transaction id 0, or the one after the request's. Refused unless the bus ignores it.
    case transactionID
    /// The answer names another unit than the request. Refused unless the bus accepts any.
    case otherUnit
    /// The peer closed the connection without a byte for this request, which was then sent again on a new connection.
    case hungUp
    /// The answer arrived in pieces, or stopped halfway and was given up.
    case pieces
    /// The first request on a new connection got no byte.
    case newConnection
}
