import Facilities

/// A stretch of the journal as messages. When the other side has all of them, the feed has got to its end.
struct PackedPortion<Message: Sendable>: Sendable {
    /// The first sequence that it may have.
    let first: Int64
    /// The newest sequence that the other side has once it has all of this.
    let end: Int64
    /// The newest sequence that was asked for.
    let upTo: Int64
    /// What the times of its items are given by.
    let clock: Int64?
    /// What is to be sent, the next one last.
    private(set) var unsent: [Parcel<Message>]
    private(set) var waiting: [UInt64: Parcel<Message>] = [:]
    /// What the other side has accepted so far.
    private(set) var accepted: [[Item]] = []
    /// Items of it that were given up.
    private var lostCount = 0
    /// What of it is not sent since its stream is refused, each with whether nothing of the stream was taken since what was refused
    /// before it.
    private(set) var withheld: [(parcel: Parcel<Message>, isMore: Bool)] = []
    /// Whether the journal has nothing of it.
    let isEmpty: Bool
    /// Whether nothing more of it is sent, and the position does not move over it.
    private(set) var isAbandoned = false

    /// Samples of it that are not to be sent: the other side is owed none of them.
    let notChosen: [Item]

    init(_ request: PortionRequest, _ kept: KeptPortion, _ chosen: [Chosen], _ parcels: [Parcel<Message>]) {
        (first, end, upTo, clock) = (request.after + 1, kept.end, request.upTo, kept.clock)
        unsent = parcels.reversed()
        isEmpty = kept.items.isEmpty
        let sent = Set(chosen.lazy.map(\.sequence))
        notChosen = kept.items.count == sent.count ? [] : kept.items.filter { !sent.contains($0.sequence) }
    }

    var isDone: Bool { unsent.isEmpty && waiting.isEmpty }
    var next: Parcel<Message>? { unsent.last }

    mutating func sent(_ token: UInt64) {
        guard let parcel = unsent.popLast() else { return }
        waiting[token] = parcel
    }

    /// Takes the next message out, since it is not sent.
    mutating func dropNext() { unsent.removeLast() }

    mutating func accept(_ token: UInt64) {
        guard let parcel = waiting.removeValue(forKey: token) else { return }
        accepted.append(parcel.items.map(\.item))
    }

    mutating func withhold(_ parcel: Parcel<Message>, isMore: Bool) { withheld.append((parcel, isMore)) }

    mutating func gaveUp(_ count: Int) { lostCount += count }

    /// Items of it that do not wait any more.
    var doneCount: Int { accepted.reduce(lostCount) { $0 + $1.count } }

    /// Sends nothing more of it. What is on its way stays so: it takes its place in the window.
    mutating func abandon() { (unsent, isAbandoned) = ([], true) }

    /// Takes a message back that was sent; nil where it has none with this token.
    mutating func takeBack(_ token: UInt64) -> Parcel<Message>? { waiting.removeValue(forKey: token) }

    /// Puts messages before all others that are to be sent, in their order.
    mutating func sendFirst(_ parcels: [Parcel<Message>]) { unsent += parcels.reversed() }
}
