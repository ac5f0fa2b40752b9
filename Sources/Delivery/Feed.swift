public import Facilities

/// What an uplink sends and when: a state machine over the lanes of the journal, what the other side may take at once, and how far it
/// has got. It takes what happens, and returns what is to be done; it waits for nothing and reads nothing itself.
///
/// Nothing is skipped: a sequence is behind the position only when its items were accepted, are withheld as refused, or are
/// quarantined by name. What a lost connection had on its way is sent again.
public struct Feed<Message: Sendable>: Sendable {
    /// What a connection allows.
    public struct Limits: Hashable, Sendable {
        /// Messages that may be on their way at once.
        public var window: Int
        /// Bytes of a message at most; nil for no limit.
        public var largest: Int?
        /// Whether it acknowledges at all. Where it does not, nothing of the journal is sent.
        public var acknowledges: Bool

        public init(window: Int, largest: Int? = nil, acknowledges: Bool = true) {
            (self.window, self.largest, self.acknowledges) = (max(1, window), largest, acknowledges)
        }
    }

    /// What is to be done.
    public enum Action: Sendable {
        /// Send a message, and say under this token what became of it.
        case send(Message, token: UInt64)
        /// Read a stretch, and hand it to `loaded`.
        case read(PortionRequest)
        /// Keep the progress, and count the samples among what was accepted with it.
        case remember(UplinkProgress, accepted: [[Item]])
        /// Keep that an item is given up.
        case quarantine(Item, size: Int, reason: String)
    }

    /// Turns items into messages. Some items may have none: they are not for this uplink.
    ///
    /// `clock` is the sequence of the newest `clock` entry by which their times are given.
    public typealias Pack = @Sendable (_ items: [Chosen], _ clock: Int64?, _ isBackfill: Bool) -> [Parcel<Message>]

    public internal(set) var progress: UplinkProgress
    public let chooser: Chooser
    let pack: Pack
    /// Nil without a connection on which the journal is sent.
    var limits: Limits?
    var live = Lane<Message>(.live)
    var backfill = Lane<Message>(.backfill)
    var withheld = Lane<Message>(.withheld)
    var around = Lane<Message>(.around)
    /// The times from which stretches around findings are looked at again.
    var looked: [Around.ID: ContinuousClock.Instant] = [:]
    /// The newest time of a sample that was live.
    var newestTime: Timestamp?
    /// Questions so far.
    var requests: UInt64 = 0
    /// The newest sequence that is kept.
    var lastKept: Int64 = 0
    /// Items of a portion at most, at present.
    var portionLimit = Self.usualPortion
    var suspicion = Suspicion()
    var learned = LearnedSize()
    public internal(set) var refused = RefusedStreams()
    var ending = EndingStreams()
    public internal(set) var holding = Holding()
    /// Whether what goes alone is next, and what is live waits for it. They take turns.
    var isTurnOfOne = false
    /// The stream of the last item that was given up because connections were lost.
    var lostStream: ItemStream?
    /// The time from which the journal may be read again after it could not be.
    var readAgain: ContinuousClock.Instant?
    /// Tokens are odd: even ones are the uplink's own.
    var token: UInt64 = 1
    var actions: [Action] = []
    /// Whether the progress is another one than was last remembered, and what was accepted since.
    var isChanged = false
    var accepted: [[Item]] = []

    /// Items of one portion at most.
    static var usualPortion: Int { 500 }

    /// - Parameter progress: as it was remembered last.
    public init(_ progress: UplinkProgress, _ chooser: Chooser, pack: @escaping Pack) {
        (self.progress, self.chooser, self.pack) = (progress, chooser, pack)
        isChanged = self.progress.chosen(by: chooser.fingerprint)
    }

    /// Samples, means and entries that are not acknowledged.
    public func backlog(upTo last: Int64) -> Int64 { progress.backlog(upTo: last) }

    /// Messages of the journal that are on their way.
    public var waiting: Int { live.waiting + backfill.waiting + withheld.waiting + around.waiting }

    // MARK: What happens

    /// A connection is there, and takes the journal from now on.
    ///
    /// - Parameter last: the newest sequence that is kept.
    public mutating func connected(_ limits: Limits, last: Int64, at now: ContinuousClock.Instant) {
        dropLanes()
        self.limits = limits
        (lastKept, isChanged) = (max(lastKept, last), true)
        progress.connected(last: lastKept)
        refused.connected(at: now)
        holding.connected()
    }

    /// The connection is gone, with what was on its way.
    ///
    /// - Parameters:
    ///   - refusal: what the other side said of the message that it hung up on; nil where it said nothing of a message.
    ///   - isEvidence: whether the other side ended it while it was listening: only then may a message be the cause.
    public mutating func disconnected(
        refusal: Refusal? = nil, isEvidence: Bool, at now: ContinuousClock.Instant
    ) {
        defer {
            dropLanes()
            limits = nil
        }
        guard isEvidence, refusal?.kind != .later else { return }
        if around.waiting > 0 { giveUpAround() }
        if let only = withheld.portions.first?.waiting.values.first {
            // Whether it is one of these, or what was on its way beside them, shows when they are sent alone.
            guard onlyOneOnItsWay == nil || only.items.count > 1 else {
                return lostAlone(only, refusal, at: now)
            }
            ending.suspect(only.stream)
        }
        if let only = onlyOneOnItsWay, let refusal, refusal.kind == .stream {
            return refuse(only.stream, endingConnectionsBy: refusal, at: now)
        }
        guard suspicion.isolated != nil else {
            return suspicion.lost(
                with: live.onTheirWay + backfill.onTheirWay, limit: portionLimit, isClear: refusal != nil)
        }
        guard let only = onlyOneOnItsWay, backfill.waiting == 1 else { return }
        if only.items.count > 1, refusal?.kind != .stream { learned.lost(only.size, at: now) }
        if suspicion.lostAlone(isClear: refusal != nil) { giveUp(only, refusal ?? .connectionLost, at: now) }
    }

    /// Messages on their way were not acknowledged in time, and the connection is being ended: portions get smaller.
    public mutating func lostPatience() { portionLimit = max(1, portionLimit / 2) }

    /// Everything up to a sequence is kept now.
    public mutating func kept(upTo sequence: Int64) { lastKept = max(lastKept, sequence) }

    /// The journal went on behind a sequence with an epoch of its own: what lies between is not to be sent.
    public mutating func jumped(from last: Int64, to entry: Int64) {
        progress.connected(last: last)
        progress.acknowledgedLive(upTo: entry - 1)
        isChanged = true
    }

    /// The other side has the message with this token.
    public mutating func accepted(_ token: UInt64) {
        guard let (lane, index) = place(of: token) else { return }
        holding.accepted()
        let stream = self[keyPath: lane].portions[index].waiting[token]?.stream
        if lane == \Self.withheld, let stream, !withheld.portions[index].isAbandoned {
            refused.accepted(stream)
            ending.accepted(stream)
        } else if let stream, stream.kind == .readings {
            refused.accepted(stream)
        }
        if stream == lostStream { lostStream = nil }
        self[keyPath: lane].portions[index].accept(token)
    }

    // MARK: Where it is

    func lane(reading request: PortionRequest) -> WritableKeyPath<Self, Lane<Message>>? {
        Self.lanes.first { self[keyPath: $0].reading == request }
    }

    func place(of token: UInt64) -> (lane: WritableKeyPath<Self, Lane<Message>>, portion: Int)? {
        for lane in Self.lanes {
            if let index = self[keyPath: lane].index(of: token) { return (lane, index) }
        }
        return nil
    }

    static var lanes: [WritableKeyPath<Self, Lane<Message>>] { [\.live, \.backfill, \.withheld, \.around] }

    private var onlyOneOnItsWay: Parcel<Message>? {
        let parcels = Self.lanes.flatMap { self[keyPath: $0].portions.flatMap(\.waiting.values) }
        return parcels.count == 1 ? parcels[0] : nil
    }

    mutating func dropLanes() {
        for lane in Self.lanes { self[keyPath: lane].drop() }
        isTurnOfOne = false
    }
}
