/// The suspicion that the other side closes connections because of a message.
///
/// One lost connection shows nothing, but three in a row that were lost with the same portion on its way do. That portion is then sent
/// alone, in ever smaller parts, until it is accepted or a single item is left.
struct Suspicion: Hashable, Sendable {
    /// A portion that is sent in parts.
    struct Isolated: Hashable, Sendable {
        var range: ClosedRange<Int64>
        /// The largest number of items of one part.
        var limit: Int
        /// The number of connections that were lost with a single item on its way.
        var lossesOfOne = 0
    }

    /// The number of lost connections after which a portion is suspected, and after which a single item is given up.
    static let most = 3

    private var losses: [Int64: Int] = [:]
    private(set) var isolated: Isolated?

    /// Notes that a connection was lost.
    ///
    /// - Parameters:
    ///   - portions: the ranges of the portions that were on their way.
    ///   - limit: the largest number of items of a portion.
    ///   - isClear: whether the other side reported that it closed the connection because of a message: one loss is then enough.
    mutating func lost(with portions: [ClosedRange<Int64>], limit: Int, isClear: Bool) {
        var counts: [Int64: Int] = [:]
        for portion in portions {
            let before = losses[portion.lowerBound, default: 0]
            counts[portion.lowerBound] = isClear ? Self.most : before + 1
        }
        losses = counts
        let suspects = portions.filter { losses[$0.lowerBound, default: 0] >= Self.most }
        guard let range = suspects.min(by: { $0.lowerBound < $1.lowerBound }) else { return }
        isolated = Isolated(range: range, limit: max(1, limit / 2))
        losses = [:]
    }

    /// Notes that a connection was lost while a part of the isolated portion, and nothing else, was on its way.
    ///
    /// - Parameter isClear: whether the other side reported that it closed the connection because of that part.
    /// - Returns: whether the part was a single item that is to be given up.
    mutating func lostAlone(isClear: Bool) -> Bool {
        guard var isolated else { return false }
        if isolated.limit == 1 { isolated.lossesOfOne += isClear ? Self.most : 1 }
        isolated.limit = max(1, isolated.limit / 2)
        self.isolated = isolated
        return isolated.lossesOfOne >= Self.most
    }

    /// Notes that the other side has everything up to a sequence, except items that were given up.
    mutating func passed(upTo sequence: Int64) {
        isolated?.lossesOfOne = 0
        if let last = isolated?.range.upperBound, sequence >= last { isolated = nil }
    }
}
