import Facilities

/// The streams whose items may have ended connections, until no item of them waits any more. Their items are sent one at a time.
struct EndingStreams: Hashable, Sendable {
    private struct Standing: Hashable, Sendable {
        /// The number of connections in a row that were lost while a single item of the stream, and nothing else, was on its way.
        var losses = 0
        /// Whether an item of the stream was accepted since it was last blamed.
        var isTaken = false
    }

    private var all: [ItemStream: Standing] = [:]

    /// Notes that a connection was lost while several items were on their way, some of them of this stream.
    mutating func suspect(_ stream: ItemStream) { all[stream] = all[stream] ?? Standing() }

    /// Notes that a connection was lost while a single item of this stream, and nothing else, was on its way.
    ///
    /// - Parameter isClear: whether the other side reported that it closed the connection because of that item: one loss is then enough.
    /// - Returns: whether this happened often enough to blame the item or the stream.
    mutating func lostAlone(_ stream: ItemStream, isClear: Bool) -> Bool {
        suspect(stream)
        all[stream]?.losses += isClear ? Suspicion.most : 1
        return all[stream]?.losses ?? 0 >= Suspicion.most
    }

    /// Notes that the stream or an item of it was blamed: counting begins again.
    mutating func blamed(_ stream: ItemStream) { all[stream] = Standing() }

    /// Notes that an item of the stream was accepted.
    mutating func accepted(_ stream: ItemStream) {
        if all[stream] != nil { all[stream] = Standing(losses: 0, isTaken: true) }
    }

    /// Notes that no item of the stream waits any more.
    mutating func end(_ stream: ItemStream) { all[stream] = nil }

    /// Returns whether items of the stream must be sent one at a time.
    func isCareful(_ stream: ItemStream) -> Bool { all[stream] != nil }

    /// Returns whether the other side is known to accept items of the stream.
    func isTaken(_ stream: ItemStream) -> Bool { all[stream]?.isTaken ?? false }
}
