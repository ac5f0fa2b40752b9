public import Facilities

/// The range of samples that one seal covers: an hour at most.
public struct SealedHour: Hashable, Sendable {
    /// The first sequence of the range.
    public var from: Int64
    /// The last sequence of the range.
    public var to: Int64
    /// The corrected time of the first sample, as the web page and exports show it.
    public var begin: Timestamp
    /// The corrected time of the last sample.
    public var end: Timestamp
}

extension SealedHour {
    /// Corrects the times of a seal.
    ///
    /// - Parameter first: the sequence of the first sample that exists; nil where none does.
    init(_ seal: Seal, first: Int64?, _ timeline: Timeline) {
        (from, to) = (seal.from, seal.to)
        begin = timeline.corrected(seal.begin, at: first ?? seal.to)
        end = timeline.corrected(seal.end, at: seal.to)
    }
}
