/// A stretch of time around a finding, of which more samples are sent than usual.
public struct Around: Codable, Hashable, Sendable {
    public var facility: Facility.Code
    public var finding: Finding.Identity
    public var from: Timestamp
    /// The time at which it ends.
    public private(set) var to: Timestamp
    /// The sequence up to which its samples were sent; 0 before the first.
    public fileprivate(set) var after: Int64 = 0

    /// The time before a finding and after its end that belongs to it.
    static let margin = Duration.minutes(5)
    /// The longest stretch.
    static let longest = Duration.minutes(60)

    /// The stretch around a finding that holds since a time.
    public init(_ facility: Facility.Code, _ finding: Finding.Identity, since: Timestamp) {
        (self.facility, self.finding) = (facility, finding)
        from = since - Self.margin
        to = from + Self.longest
    }

    /// The finding was cleared.
    fileprivate mutating func cleared(at time: Timestamp) { to = max(from, min(to, time + Self.margin)) }

    /// What tells it from others.
    public struct ID: Hashable, Sendable {
        var facility: Facility.Code
        var finding: Finding.Identity
        var from: Timestamp
    }

    public var id: ID { ID(facility: facility, finding: finding, from: from) }
}

extension UplinkProgress {
    /// Stretches that are remembered at most; beyond it the oldest is given up.
    private static let mostAround = 32

    /// A finding was raised: the samples around it are to be sent.
    public mutating func raised(_ around: Around) {
        guard !self.around.contains(where: { $0.id == around.id }) else { return }
        self.around.append(around)
        if self.around.count > Self.mostAround { self.around.removeFirst() }
    }

    /// A finding was cleared at a time.
    public mutating func cleared(_ finding: Finding.Identity, at facility: Facility.Code, _ time: Timestamp) {
        for index in around.indices where around[index].facility == facility && around[index].finding == finding {
            around[index].cleared(at: time)
        }
    }

    /// The samples of a stretch up to a sequence were sent.
    public mutating func sent(_ one: Around.ID, upTo sequence: Int64) {
        guard let index = around.firstIndex(where: { $0.id == one }) else { return }
        around[index].after = max(around[index].after, sequence)
    }

    /// Nothing more of a stretch is sent.
    public mutating func ended(_ one: Around.ID) { around.removeAll { $0.id == one } }
}
