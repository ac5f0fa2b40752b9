import Facilities

/// A sample of a fold: what a row of `sample` holds, with its readings.
struct FoldedSample: Equatable {
    enum Content: Equatable {
        /// A reading of every column of the series, in their order.
        case readings([Reading])
        /// The stored bytes of a sample that cannot be decoded.
        case verbatim([UInt8])
    }

    var sequence: Int64
    var milliseconds: Int64
    var content: Content
}
