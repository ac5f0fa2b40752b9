import Facilities

/// A portion of the journal as messages. When the other side has all of them, the position of the feed moves to its end.
struct PackedPortion: Sendable {
    /// The first sequence that it may have.
    let first: Int64
    /// The newest sequence that the other side has once it has all messages of this portion.
    let end: Int64
    /// The newest sequence that was requested.
    let upTo: Int64
    /// The sequence of the newest `clock` entry by which the times of its items are given; nil where there is none.
    let clock: Int64?
    /// The messages that are to be sent, the next one last.
    private(set) var unsent: [Parcel]
    /// The messages that are on their way, by their tokens.
    private(set) var waiting: [UInt64: Parcel] = [:]
    /// The items that the other side has accepted so far.
    private(set) var accepted: [Item] = []
    /// The number of items that were given up.
    private var lostCount = 0
    /// The messages that are not sent because their stream is refused. `isMore` is whether nothing of the stream was accepted since
    /// the refusal before.
    private(set) var withheld: [(parcel: Parcel, isMore: Bool)] = []
    /// Whether the journal has no items in this range.
    let isEmpty: Bool
    /// Whether nothing more of it is sent, and the position does not move past it.
    private(set) var isAbandoned = false

    /// The items that were not chosen, which the other side need not acknowledge.
    let notChosen: [Item]

    init(_ request: PortionRequest, _ kept: KeptPortion, _ chosen: [Chosen], _ parcels: [Parcel]) {
        (first, end, upTo, clock) = (request.after + 1, kept.end, request.upTo, kept.clock)
        unsent = parcels.reversed()
        isEmpty = kept.items.isEmpty
        // Most portions are sent whole.
        guard kept.items.count > chosen.count else {
            notChosen = []
            return
        }
        let sent = Set(chosen.map { $0.sequence })
        notChosen = kept.items.filter { !sent.contains($0.sequence) }
    }

    var isDone: Bool { unsent.isEmpty && waiting.isEmpty }
    var hasNext: Bool { !unsent.isEmpty }
    var next: Parcel? { unsent.last }

    /// Moves the next message to those on their way.
    mutating func sent(_ token: UInt64) {
        guard let parcel = unsent.popLast() else { return }
        waiting[token] = parcel
    }

    /// Removes the next message, because it is not sent.
    mutating func dropNext() { unsent.removeLast() }

    /// Notes that the other side accepted the message with this token, and returns its stream; nil where none has it.
    mutating func accept(_ token: UInt64) -> ItemStream? {
        guard let parcel = waiting.removeValue(forKey: token) else { return nil }
        for item in parcel.items { accepted.append(item.item) }
        return parcel.stream
    }

    mutating func withhold(_ parcel: Parcel, isMore: Bool) { withheld.append((parcel, isMore)) }

    mutating func gaveUp(_ count: Int) { lostCount += count }

    /// The number of items that were accepted or given up.
    var doneCount: Int { accepted.count + lostCount }

    /// Drops the messages that are not sent yet. Those on their way stay, since they take their places in the window.
    mutating func abandon() { (unsent, isAbandoned) = ([], true) }

    /// Removes and returns a message that was sent; nil where none has this token.
    mutating func takeBack(_ token: UInt64) -> Parcel? { waiting.removeValue(forKey: token) }

    /// Puts messages before all others that are to be sent, in their order.
    mutating func sendFirst(_ parcels: [Parcel]) { unsent += parcels.reversed() }
}
