public import Facilities

/// The state machine that decides what an uplink sends and when, by the lanes of the journal, the limits of the connection and the
/// progress so far. Its methods take what happened and return what is to be done; it neither waits nor reads.
///
/// No item is skipped: the position moves past an item only when it was accepted, is withheld because its stream is refused, or is
/// quarantined under its sequence. Messages that were on their way when a connection was lost are sent again.
public struct Feed: Sendable {
    /// The limits of a connection.
    public struct Limits: Hashable, Sendable {
        /// The number of messages that may be on their way at once, at least 1.
        public var window: Int
        /// The largest size of a message in bytes; nil for no limit.
        public var largest: Int?
        /// Whether the other side acknowledges messages. Where it does not, nothing of the journal is sent.
        public var acknowledges: Bool

        /// Creates limits; a window below 1 becomes 1.
        public init(window: Int, largest: Int? = nil, acknowledges: Bool = true) {
            (self.window, self.largest, self.acknowledges) = (max(1, window), largest, acknowledges)
        }
    }

    /// An action that the caller must carry out.
    public enum Action: Sendable {
        /// Send a message, and report its outcome under this token with `accepted` or `refused`. `isLate` is whether its
        /// items were committed before this connection, or are sent again.
        case send(Parcel, token: UInt64, isLate: Bool)
        /// Read a portion, and pass it to `loaded`.
        case read(PortionRequest)
        /// Store the progress, and count the samples among the items that were accepted since.
        case remember(UplinkProgress, accepted: [Item])
        /// Store that an item was given up. `size` is that of its message in bytes.
        case quarantine(Item, size: Int, reason: String)
    }

    /// A function that turns items into messages. Items that are not for this uplink get no message.
    ///
    /// `clock` is the sequence of the newest `clock` entry by which the times of the items are given.
    public typealias Pack = @Sendable (_ items: [Chosen], _ clock: Int64?, _ isBackfill: Bool) -> [Parcel]

    /// The progress so far, which `Action.remember` asks to store.
    public internal(set) var progress: UplinkProgress
    /// The chooser that decides which items are sent.
    public let chooser: Chooser
    let pack: Pack
    /// The limits of the connection; nil without one on which the journal is sent.
    var limits: Limits?
    var lanes = Lanes()
    /// The places of the messages that are on their way, by their tokens.
    var places: [UInt64: Place] = [:]
    /// The times from which stretches around findings are looked at again.
    var looked: [Around.ID: ContinuousClock.Instant] = [:]
    /// The newest time of a live sample; nil before the first.
    var newestTime: Timestamp?
    /// The number of requests so far.
    var requests: UInt64 = 0
    /// The newest sequence in the journal.
    var lastKept: Int64 = 0
    /// The largest number of items of a portion at present.
    var portionLimit = Self.usualPortion
    var suspicion = Suspicion()
    var learned = LearnedSize()
    /// The streams that the other side refuses at present.
    public internal(set) var refused = RefusedStreams()
    var ending = EndingStreams()
    /// The pause that the other side asked for.
    public internal(set) var holding = Holding()
    /// Whether the message that is sent alone is next, and live items wait for it. They take turns.
    var isTurnOfOne = false
    /// The stream of the last item that was given up because connections were lost.
    var lostStream: ItemStream?
    /// The time from which the journal may be read again after a read failed; nil where none failed.
    var readAgain: ContinuousClock.Instant?
    /// The last token, which is odd: the uplink uses even tokens for its other messages.
    var token: UInt64 = 1
    var actions: [Action] = []
    /// Whether the progress has changed since it was last stored.
    var isChanged = false
    /// The items that were accepted since the progress was last stored.
    var accepted: [Item] = []

    /// The usual largest number of items of a portion.
    static var usualPortion: Int { 500 }

    /// Creates a feed without a connection.
    ///
    /// - Parameters:
    ///   - progress: the progress as it was stored last.
    ///   - pack: turns items into messages.
    public init(_ progress: UplinkProgress, _ chooser: Chooser, pack: @escaping Pack) {
        (self.progress, self.chooser, self.pack) = (progress, chooser, pack)
        isChanged = self.progress.chosen(by: chooser.fingerprint)
    }

    /// Returns the number of samples, means and entries up to a sequence that are not acknowledged.
    public func backlog(upTo last: Int64) -> Int64 { progress.backlog(upTo: last) }

    /// The number of messages of the journal that are on their way.
    public var waiting: Int { places.count }

    // MARK: What happens

    /// Notes that a connection was established, on which the journal is sent from now on.
    ///
    /// - Parameter last: the newest sequence in the journal.
    public mutating func connected(_ limits: Limits, last: Int64, at now: ContinuousClock.Instant) {
        dropLanes()
        self.limits = limits
        (lastKept, isChanged) = (max(lastKept, last), true)
        progress.connected(last: lastKept)
        refused.connected(at: now)
        holding.connected()
    }

    /// Notes that the connection was lost, with the messages that were on their way.
    ///
    /// - Parameters:
    ///   - refusal: the reason that the other side gave for closing the connection, if it was a message; nil where it gave none.
    ///   - isEvidence: whether the other side closed a working connection: only then may a message be the cause.
    public mutating func disconnected(
        refusal: Refusal? = nil, isEvidence: Bool, at now: ContinuousClock.Instant
    ) {
        defer {
            dropLanes()
            limits = nil
        }
        guard isEvidence, refusal?.kind != .later else { return }
        if lanes[.around].waiting > 0 { giveUpAround() }
        if let only = lanes[.withheld].portions.first?.waiting.values.first {
            // Sending them alone will show whether one of these items or another message was the cause.
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
                with: lanes[.live].onTheirWay + lanes[.backfill].onTheirWay, limit: portionLimit,
                isClear: refusal != nil)
        }
        guard let only = onlyOneOnItsWay, lanes[.backfill].waiting == 1 else { return }
        if only.items.count > 1, refusal?.kind != .stream { learned.lost(only.size, at: now) }
        if suspicion.lostAlone(isClear: refusal != nil) { giveUp(only, refusal ?? .connectionLost, at: now) }
    }

    /// Notes that messages were not acknowledged in time, so that the connection is being closed: portions become smaller.
    public mutating func lostPatience() { portionLimit = max(1, portionLimit / 2) }

    /// Notes that everything up to a sequence is in the journal now.
    public mutating func kept(upTo sequence: Int64) { lastKept = max(lastKept, sequence) }

    /// Notes that a new epoch of the journal skipped sequences, which are not to be sent.
    ///
    /// - Parameters:
    ///   - last: the last sequence before the skipped ones.
    ///   - entry: the sequence of the entry that begins the epoch.
    public mutating func jumped(from last: Int64, to entry: Int64) {
        progress.connected(last: last)
        progress.acknowledgedLive(upTo: entry - 1)
        isChanged = true
    }

    /// Notes that the other side accepted the message with this token. An unknown token changes nothing.
    public mutating func accepted(_ token: UInt64) {
        guard let (lane, index) = take(token), let stream = lanes[lane].accept(token, of: index) else { return }
        holding.accepted()
        if lane == .withheld, !lanes[.withheld].portions[index].isAbandoned {
            refused.accepted(stream)
            ending.accepted(stream)
        } else if stream.kind == .readings {
            refused.accepted(stream)
        }
        if stream == lostStream { lostStream = nil }
    }

    // MARK: Lanes

    /// The place of a message that is on its way.
    struct Place: Hashable, Sendable {
        var lane: LaneKind
        /// The number of its portion in the lane, which stays the same while portions before it are finished.
        var number: Int
    }

    func lane(reading request: PortionRequest) -> LaneKind? {
        LaneKind.allCases.first { lanes[$0].reading == request }
    }

    /// Notes that a message is no longer on its way, and returns its lane and the index of its portion; nil for an unknown token.
    mutating func take(_ token: UInt64) -> (lane: LaneKind, index: Int)? {
        guard let place = places.removeValue(forKey: token) else { return nil }
        return (place.lane, place.number - lanes[place.lane].finishedCount)
    }

    /// The message that is on its way if it is the only one; nil otherwise.
    private var onlyOneOnItsWay: Parcel? {
        guard waiting == 1 else { return nil }
        for lane in LaneKind.allCases {
            for portion in lanes[lane].portions {
                if let parcel = portion.waiting.values.first { return parcel }
            }
        }
        return nil
    }

    mutating func dropLanes() {
        for lane in LaneKind.allCases { lanes[lane].drop() }
        places = [:]
        isTurnOfOne = false
    }
}
