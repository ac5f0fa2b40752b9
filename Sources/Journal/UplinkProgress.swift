/// How far an uplink's broker has acknowledged the journal: everything up to `live`, but for the gaps.
public struct UplinkProgress: Codable, Hashable, Sendable {
    /// The newest sequence of the live lane that is acknowledged.
    public private(set) var live: Int64
    /// What was kept without a connection and is not acknowledged yet, oldest first.
    public private(set) var gaps: [ClosedRange<Int64>] = []

    /// Gaps that are remembered at most. Past it the two newest become one, and what lies between is sent again.
    private static let most = 64

    public init(live: Int64 = 0) {
        self.live = live
    }

    /// On each connection: what was kept since the live lane ended is back-fill now.
    ///
    /// - Parameter last: the newest sequence that is kept.
    public mutating func connected(last: Int64) {
        guard last > live else { return }
        if let previous = gaps.last, previous.upperBound == live || gaps.count >= Self.most {
            gaps[gaps.count - 1] = previous.lowerBound...last
        } else {
            gaps.append(live + 1...last)
        }
        live = last
    }

    /// The broker has everything of the live lane up to `sequence`.
    public mutating func acknowledgedLive(upTo sequence: Int64) {
        live = max(live, sequence)
    }

    /// The broker has everything of the oldest gap up to `sequence`.
    public mutating func acknowledgedGap(upTo sequence: Int64) {
        guard let gap = gaps.first, sequence >= gap.lowerBound else { return }
        if sequence >= gap.upperBound {
            gaps.removeFirst()
        } else {
            gaps[0] = sequence + 1...gap.upperBound
        }
    }

    /// The oldest sequence that is not acknowledged.
    public var firstWaiting: Int64 { gaps.first?.lowerBound ?? live + 1 }

    /// How many of the sequences up to `last` are not acknowledged.
    public func backlog(upTo last: Int64) -> Int64 {
        max(0, last - live) + gaps.reduce(0) { $0 + $1.upperBound - $1.lowerBound + 1 }
    }
}
