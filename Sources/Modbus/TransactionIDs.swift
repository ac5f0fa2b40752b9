/// The transaction ids of one connection, in the order of its requests.
///
/// They are multiples of seven, from 7 to 65,527 and then from 7 again. A device that answers with 0, 1, or the next number
/// then never happens to have the id of a later request, for which its answer would be taken when it is late.
struct TransactionIDs {
    private var last: UInt16 = 0

    private static let stride: UInt16 = 7
    private static let count = Int(UInt16.max / stride)
    /// For how many requests an answer may still be on its way.
    private static let memory = 16

    mutating func next() -> UInt16 {
        last = last >= Self.stride * UInt16(Self.count - 1) ? Self.stride : last + Self.stride
        return last
    }

    /// Whether an answer's id shows that it is to one of the latest requests before this one: it has that one's id, or
    /// the one after it. No request has 0, so that neither 0 nor 1 is ever an earlier one's.
    static func isEarlier(_ id: UInt16, than current: UInt16) -> Bool {
        guard id >= stride, id % stride <= 1 else { return false }
        let behind = (Int(current / stride) - Int(id / stride) + count - 1) % (count - 1)
        return 1...memory ~= behind
    }
}
