/// What is not as the standard says in what came for a request.
public enum FrameQuirk: String, Codable, Hashable, Sendable, CaseIterable {
    /// Up to eight bytes before the answer. Its CRC or header shows where it begins.
    case foreignBytes
    /// The request itself came back before the answer.
    case echo
    /// Bytes behind the data that belong to no other frame.
    case padding
    /// The same answer twice in one go.
    case doubled
    /// The header of an exception has a wrong length.
    case exceptionLength
    /// The answer has the transaction id 0, or the one after the request's. Refused unless the bus ignores it.
    case transactionID
    /// The answer names another unit than the request. Refused unless the bus accepts any.
    case otherUnit
    /// The peer closed the connection that had been in use, without a byte for this request, which was asked again.
    case hungUp
    /// The answer came in pieces, or stopped halfway and was given up.
    case pieces
    /// The first request on a new connection got nothing.
    case newConnection
}
