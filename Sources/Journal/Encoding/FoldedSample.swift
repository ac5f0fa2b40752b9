import Facilities

/// A sample of a fold: the content of a row of the table `sample`, with decoded readings.
struct FoldedSample: Equatable {
    enum Content: Equatable {
        /// One reading for each column of the series, in their order.
        case readings([Reading])
        /// The stored bytes of a sample that cannot be decoded.
        case verbatim([UInt8])
    }

    var sequence: Int64
    var milliseconds: Int64
    var content: Content
}
