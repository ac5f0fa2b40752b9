public import Facilities

/// The samples that one seal covers: of an hour at most.
public struct SealedHour: Hashable, Sendable {
    public var from: Int64
    public var to: Int64
    /// The times of the first and the last of them, as entries `clock` correct what was sealed: so the page and exports have them.
    public var begin: Timestamp
    public var end: Timestamp
}

extension SealedHour {
    /// - Parameter first: the sequence of the first sample that is there; nil where none is.
    init(_ seal: Seal, first: Int64?, _ timeline: Timeline) {
        (from, to) = (seal.from, seal.to)
        begin = timeline.corrected(seal.begin, at: first ?? seal.to)
        end = timeline.corrected(seal.end, at: seal.to)
    }
}
