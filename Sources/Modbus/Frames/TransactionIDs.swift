/// The transaction ids of one connection, in the order of its requests.
///
/// They are the multiples of seven from 7 to 65,527, and then from 7 again. So the late answer of a device that answers with 0, 1 or
/// the next number never has the id of a later request by chance.
struct TransactionIDs {
    private var last: UInt16 = 0

    private static let stride: UInt16 = 7
    private static let count = Int(UInt16.max / stride)
    /// The number of earlier requests whose answers may still be on their way.
    private static let memory = 16

    /// Returns the id of the next request.
    mutating func next() -> UInt16 {
        let greatest = Self.stride * UInt16(Self.count - 1)
        last = last >= greatest ? Self.stride : last + Self.stride
        return last
    }

    /// Returns whether the id of an answer shows that it answers one of the latest requests before this one: it is the id of that
    /// request, or the number after it. No request has the id 0, so that 0 and 1 never belong to an earlier one.
    static func isEarlier(_ id: UInt16, than current: UInt16) -> Bool {
        guard id >= stride, id % stride <= 1 else { return false }
        let behind = (Int(current / stride) - Int(id / stride) + count - 1) % (count - 1)
        return 1...memory ~= behind
    }
}
