/// The transaction ids of one connection, in the order of its requests.
///
/// They are seven apart, and none is 0: a device that answers with 0, or with the next number, then never happens to
/// have the id of a later request, for which its answer would be taken when it is late.
struct TransactionIDs {
    private var last: UInt16 = 0

    private static let stride: UInt16 = 7

    mutating func next() -> UInt16 {
        last &+= Self.stride
        if last == 0 { last = Self.stride }
        return last
    }

    /// Whether an answer's id shows that it is to one of the latest requests before this one: it has that one's id, or
    /// the one after it.
    static func isEarlier(_ id: UInt16, than current: UInt16) -> Bool {
        let behind = current &- id
        guard id != 0, behind > 0, behind <= 16 * stride else { return false }
        return behind % stride == 0 || (behind + 1) % stride == 0
    }
}
