import Delivery
import Facilities
import Synchronization

/// A feed with a journal of numbered items and another side that answers as a test says.
struct DrivenFeed {
    /// What is sent: the sequences of the items.
    typealias Message = [Int64]

    static let sites = ["NJ320104D000049", "NJ320104D000057"].map { Facility.Code($0)! }

    var feed: Feed
    /// Everything that was kept: the items of 1 to `last`, without what was dropped.
    var last: Int64 = 0
    var dropped: Set<Int64> = []
    var now = ContinuousClock.now
    /// Messages on their way, by token.
    var sent: [UInt64: Message] = [:]
    var accepted: Set<Int64> = []
    var quarantined: [Int64: String] = [:]
    /// As it was remembered last.
    var remembered = UplinkProgress()
    var reads: [PortionRequest] = []
    /// Whether stretches are read at once; otherwise `readOne` does so.
    var readsAtOnce = true
    private var waitingReads: [PortionRequest] = []

    /// Nil for what sends everything but for each seventh item.
    private let chooser: Chooser?
    /// What was before each item in its series, as it was packed last.
    private let links = Links()
    /// The same for what was accepted.
    var received: [Int64: Int64?] = [:]

    init(_ progress: UplinkProgress = UplinkProgress(), _ chooser: Chooser? = nil) {
        self.chooser = chooser
        feed = Self.feed(progress, chooser, links)
    }

    private static func feed(_ progress: UplinkProgress, _ chooser: Chooser?, _ links: Links) -> Feed {
        Feed(progress, chooser ?? Chooser(.everything, isPersonal: true)) { items, _, isBackfill in
            links.note(items)
            let sent = items.filter { chooser != nil || isSent($0.sequence) }
            let streams = Dictionary(grouping: sent) { isBackfill ? $0.item.stream.late : $0.item.stream }
            return streams.sorted { $0.key < $1.key }.flatMap { stream, items in
                stride(from: 0, to: items.count, by: 10).map { start in
                    let part = Array(items[start..<min(start + 10, items.count)])
                    return Parcel(size: part.count * 100, stream: stream, items: part)
                }
            }
        }
    }

    /// Every seventh item is not for this uplink.
    static func isSent(_ sequence: Int64) -> Bool { sequence % 7 != 0 }

    static func item(_ sequence: Int64) -> Item {
        let time = Timestamp(seconds: 1_800_000_000 + sequence)
        let site = sites[Int(sequence % 2)]
        if sequence % 5 == 0 {
            let loss = Loss(from: 1, to: 1, count: 1, reason: .memory)
            return .entry(KeptEntry(sequence: sequence, facility: site, time: time, .loss(loss)))
        }
        let sample = Sample(
            device: DeviceID("b/1"), time: time, readings: [Reading(.tsp, 100, .microgramPerCubicMetre)])
        return .sample(Kept(sequence: sequence, facility: site, time: time, sample))
    }

    static func stream(of sequence: Int64) -> ItemStream { item(sequence).stream }

    mutating func keep(_ count: Int64) {
        last += count
        feed.kept(upTo: last)
        run()
    }

    mutating func connect(window: Int = 20, largest: Int? = nil) {
        feed.connected(.init(window: window, largest: largest), last: last, at: now)
        run()
    }

    mutating func disconnect(_ refusal: Refusal? = nil, isEvidence: Bool = false) {
        sent = [:]
        waitingReads = []
        feed.disconnected(refusal: refusal, isEvidence: isEvidence, at: now)
        run()
    }

    /// The program ends, and starts again with what was remembered.
    mutating func restart() {
        (sent, waitingReads) = ([:], [])
        feed = Self.feed(remembered, chooser, links)
    }

    mutating func accept(_ token: UInt64) {
        guard let message = sent.removeValue(forKey: token) else { return }
        accepted.formUnion(message)
        for sequence in message { received.updateValue(links[sequence], forKey: sequence) }
        feed.accepted(token)
        run()
    }

    mutating func refuse(_ token: UInt64, _ refusal: Refusal) {
        sent[token] = nil
        feed.refused(token, refusal, at: now)
        run()
    }

    mutating func wait(_ time: Duration) {
        now += time
        run()
    }

    /// Accepts everything that is sent, until nothing is.
    mutating func acceptAll() {
        while let token = sent.keys.min() { accept(token) }
    }

    mutating func readOne(fails: Bool = false) {
        guard !waitingReads.isEmpty else { return }
        let request = waitingReads.removeFirst()
        if fails { feed.notLoaded(request, at: now) } else { load(request) }
        run()
    }

    mutating func run() {
        while true {
            let actions = feed.next(at: now)
            if actions.isEmpty { return }
            for action in actions { perform(action) }
        }
    }

    private mutating func perform(_ action: Feed.Action) {
        switch action {
        case .send(let parcel, let token, _): sent[token] = parcel.items.map(\.sequence)
        case .read(let request):
            reads.append(request)
            if readsAtOnce { load(request) } else { waitingReads.append(request) }
        case .remember(let progress, _): remembered = progress
        case .quarantine(let item, _, let reason): quarantined[item.sequence] = reason
        }
    }

    private mutating func load(_ request: PortionRequest) {
        let range = request.after + 1...max(request.after + 1, min(request.upTo, last))
        let kept = range.filter { $0 <= last && !dropped.contains($0) }.map(Self.item)
        let items = kept.filter { request.stream == nil || $0.stream.late == request.stream }.prefix(request.limit)
        let end = items.count < request.limit ? request.upTo : items.last?.sequence
        let portion = KeptPortion(Array(items), end: end ?? request.upTo)
        feed.loaded(request, portion, before: states(of: feed.unknown(in: portion, for: request), upTo: request.after))
    }

    private func states(of series: [ItemSeries], upTo sequence: Int64) -> [ItemSeries: SeriesState] {
        guard !series.isEmpty, sequence > 0 else { return [:] }
        let newest = (1...sequence).reversed().map(Self.item)
        return series.reduce(into: [:]) { states, series in
            states[series] = feed.chooser.state(behind: newest.filter { $0.series == series }, [.tsp], isAll: true)
        }
    }

    /// The items that were kept, are for this uplink, and are neither accepted nor quarantined nor named as waiting by what was
    /// remembered last.
    var lost: [Int64] {
        (1...max(1, last)).filter { sequence in
            guard sequence <= last, Self.isSent(sequence), !dropped.contains(sequence), !accepted.contains(sequence),
                quarantined[sequence] == nil
            else { return false }
            return !remembered.waits(for: sequence)
        }
    }
}

extension UplinkProgress {
    /// Whether an item is still to be sent.
    func waits(for sequence: Int64) -> Bool {
        if sequence > live || gaps.contains(where: { $0.contains(sequence) }) { return true }
        return withheld(of: DrivenFeed.stream(of: sequence).late)?.ranges.contains { $0.contains(sequence) } ?? false
    }
}

/// What was before each item in its series.
private final class Links: Sendable {
    private let all = Mutex<[Int64: Int64]>([:])

    func note(_ items: [Chosen]) {
        all.withLock { all in for item in items { all[item.sequence] = item.previous } }
    }

    subscript(sequence: Int64) -> Int64? { all.withLock { $0[sequence] } }
}
