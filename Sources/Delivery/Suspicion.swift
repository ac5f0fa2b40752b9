/// Which stretch of the journal the other side may hang up on. A connection that is lost says nothing of a message; three that are
/// lost in a row with the same portion on its way do. The portion is then sent in ever smaller parts, alone, until it passes or one item
/// is left.
struct Suspicion: Hashable, Sendable {
    /// A portion that is sent in parts.
    struct Isolated: Hashable, Sendable {
        var range: ClosedRange<Int64>
        /// The items of one part at most.
        var limit: Int
        /// Connections that were lost with a single item on its way.
        var lossesOfOne = 0
    }

    /// Connections that may be lost with the same portion on its way before it is suspected, and with a single item before it is given up.
    static let most = 3

    private var losses: [Int64: Int] = [:]
    private(set) var isolated: Isolated?

    /// A connection was lost.
    ///
    /// - Parameters:
    ///   - portions: the portions that were on their way.
    ///   - limit: items of a portion.
    ///   - isClear: whether the other side said that it hung up on a message: then one loss is enough.
    mutating func lost(with portions: [ClosedRange<Int64>], limit: Int, isClear: Bool) {
        losses = portions.reduce(into: [:]) { counts, portion in
            counts[portion.lowerBound] = isClear ? Self.most : losses[portion.lowerBound, default: 0] + 1
        }
        let suspects = portions.filter { losses[$0.lowerBound, default: 0] >= Self.most }
        guard let range = suspects.min(by: { $0.lowerBound < $1.lowerBound }) else { return }
        isolated = Isolated(range: range, limit: max(1, limit / 2))
        losses = [:]
    }

    /// A connection was lost while a part of the isolated portion was on its way alone.
    ///
    /// - Parameter isClear: whether the other side said that it hung up on that part.
    /// - Returns: whether the part was a single item, which is to be given up.
    mutating func lostAlone(isClear: Bool) -> Bool {
        guard var isolated else { return false }
        if isolated.limit == 1 { isolated.lossesOfOne += isClear ? Self.most : 1 }
        isolated.limit = max(1, isolated.limit / 2)
        self.isolated = isolated
        return isolated.lossesOfOne >= Self.most
    }

    /// The other side has everything up to a sequence, but for what was given up.
    mutating func passed(upTo sequence: Int64) {
        isolated?.lossesOfOne = 0
        if let last = isolated?.range.upperBound, sequence >= last { isolated = nil }
    }
}
