import Facilities

/// The streams with which connections were lost, until nothing of them waits any more. Their items are sent one by one, each alone.
struct EndingStreams: Hashable, Sendable {
    private struct Standing: Hashable, Sendable {
        /// Connections in a row that were lost with one item of it alone on its way.
        var losses = 0
        /// Whether an item of it was accepted since it was last blamed.
        var isTaken = false
    }

    private var all: [ItemStream: Standing] = [:]

    /// A connection was lost while items of it were on their way, among others or more than one.
    mutating func suspect(_ stream: ItemStream) { all[stream] = all[stream] ?? Standing() }

    /// A connection was lost while one item of it was on its way alone.
    ///
    /// - Parameter isClear: whether the other side said that it hung up on that item: then one loss is enough.
    /// - Returns: whether that happened often enough to blame the item or the stream.
    mutating func lostAlone(_ stream: ItemStream, isClear: Bool) -> Bool {
        suspect(stream)
        all[stream]?.losses += isClear ? Suspicion.most : 1
        return all[stream]?.losses ?? 0 >= Suspicion.most
    }

    /// The stream, or an item of it, was blamed.
    mutating func blamed(_ stream: ItemStream) { all[stream] = Standing() }

    mutating func accepted(_ stream: ItemStream) {
        if all[stream] != nil { all[stream] = Standing(losses: 0, isTaken: true) }
    }

    mutating func end(_ stream: ItemStream) { all[stream] = nil }

    func isCareful(_ stream: ItemStream) -> Bool { all[stream] != nil }

    /// Whether the other side is known to take items of it.
    func isTaken(_ stream: ItemStream) -> Bool { all[stream]?.isTaken ?? false }
}
