import Delivery
import Facilities
import Synchronization
import TestSupport
import Uplinks

/// A gateway with a journal in memory. It notes what an uplink remembers, and objects where the position covers an item that the
/// broker has neither accepted nor lost by name.
final class MemorySite: UplinkSite, ItemSource {
    struct State {
        var items: [Item] = []
        var statuses: [PostedStatus] = []
        /// The newest sample of each device, by facility.
        var latest: [Facility.Code: [Kept<Sample>]] = [:]
        /// As it was remembered last.
        var progress = UplinkProgress()
        var quarantined: [Quarantined] = []
        var retained: [RetainedTopic] = []
        var commands: [(payload: [UInt8], target: CommandTarget)] = []
        /// Items that the position covered without a right to.
        var lost: Set<Int64> = []
        /// What the broker had accepted when something was remembered last.
        var accepted: Set<Int64> = []
        fileprivate var seen = 0
        fileprivate var broker: ScriptedBroker?
    }

    private let state: Mutex<State>

    /// - Parameter count: the number of items that are kept already.
    init(_ count: Int64 = 0) {
        state = Mutex(State(items: count > 0 ? (1...count).map(Item.numbered) : []))
    }

    var present: State { state.withLock(\.self) }

    /// From now on what this broker has accepted counts, with what is known of the one before.
    func use(_ broker: ScriptedBroker) { state.withLock { ($0.broker, $0.seen) = (broker, 0) } }

    /// Keeps more items, and returns what the commit means for uplinks.
    func keep(_ make: (Int64) -> Item) -> Committed {
        state.withLock { state in
            let item = make(state.items.last.map { $0.sequence + 1 } ?? 1)
            state.items.append(item)
            // The journal puts means together.
            let isAsKept = item.stream.kind != .means
            return Committed(
                items: isAsKept ? [item] : nil, sequences: item.sequence...item.sequence, clock: nil, isJudged: true)
        }
    }

    func post(_ statuses: [PostedStatus]) { state.withLock { $0.statuses = statuses } }

    /// Posts the newest samples of a facility.
    func post(_ samples: [Kept<Sample>], of code: Facility.Code) { state.withLock { $0.latest[code] = samples } }

    // MARK: UplinkSite

    var now: Timestamp { Timestamp(seconds: 1_800_000_000) }
    var lastSequence: Int64 { state.withLock { $0.items.last?.sequence ?? 0 } }
    var statuses: [PostedStatus] { state.withLock(\.statuses) }
    var isRechained: Bool { false }

    func latest(of code: Facility.Code) -> [Kept<Sample>] { state.withLock { $0.latest[code] ?? [] } }

    var epochs: Epochs {
        var epochs = Epochs()
        epochs.take(KeptEntry(sequence: 1, facility: nil, time: now, .epoch(EpochChange("k3f9a2", .fresh))))
        return epochs
    }

    private struct Health: Encodable {
        let clock = "synchronised"
    }

    func health() async -> any Encodable & Sendable { Health() }
    func warnings() -> [Text] { [] }
    func ledger(upTo sequence: Int64) async -> StatePayload.Ledger? { nil }
    func ledgerHash(at sequence: Int64) async throws -> String? { nil }
    func epochIsKept(within patience: Duration) async {}

    func beginEpoch(behind named: Int64?, from first: Int64, before: String?) async -> EpochJump {
        EpochJump(last: lastSequence, entry: lastSequence)
    }

    func remember(_ memory: UplinkMemory) {
        state.withLock { state in
            state.quarantined += memory.quarantined
            state.retained += memory.retained
            guard let progress = memory.progress else { return }
            state.progress = progress
            state.look()
        }
    }

    func answer(to payload: [UInt8], for target: CommandTarget) async -> CommandAnswer {
        state.withLock { $0.commands.append((payload, target)) }
        return CommandAnswer(json: payload, id: "7f")
    }

    func refuse(_ payload: [UInt8], _ reason: CommandRefusal) -> CommandAnswer {
        CommandAnswer(json: Array("\(reason)".utf8), id: "7f")
    }

    // MARK: Items

    func quantities(of series: ItemSeries) -> Set<Quantity> { [.tsp] }

    func newest(of series: ItemSeries, upTo sequence: Int64, limit: Int) async throws -> [Item] {
        let items = state.withLock(\.items).filter { $0.sequence <= sequence && $0.series == series }
        return Array(items.reversed().prefix(limit))
    }

    func portion(_ request: PortionRequest) async throws -> KeptPortion {
        let items = state.withLock(\.items).filter {
            $0.sequence > request.after && $0.sequence <= request.upTo
                && (request.stream == nil || $0.stream.late == request.stream)
        }
        let portion = Array(items.prefix(request.limit))
        let end = items.count > portion.count ? portion.last?.sequence : nil
        return KeptPortion(portion, end: end ?? request.upTo)
    }
}

extension MemorySite.State {
    /// Compares the position with what the broker has.
    fileprivate mutating func look() {
        let new = broker?.accepted(after: seen) ?? []
        seen += new.count
        accepted.formUnion(new.flatMap(\.sequences))
        let named = accepted.union(quarantined.map(\.sequence))
        for item in items where !named.contains(item.sequence) && !progress.waits(for: item) {
            lost.insert(item.sequence)
        }
    }
}

extension UplinkProgress {
    /// Whether an item is still to be sent.
    fileprivate func waits(for item: Item) -> Bool {
        if item.sequence > live || gaps.contains(where: { $0.contains(item.sequence) }) { return true }
        return withheld(of: item.stream.late)?.ranges.contains { $0.contains(item.sequence) } ?? false
    }
}
