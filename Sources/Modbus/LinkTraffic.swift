/// Bytes that went over a link, for a person who looks for what is wrong with it.
public struct LinkTraffic: Hashable, Sendable {
    public enum Direction: Hashable, Sendable {
        case sent, received
    }

    public var direction: Direction
    public var bytes: [UInt8]
    public var at: ContinuousClock.Instant
}

/// Gets what goes over a link.
public typealias LinkWatch = @Sendable (LinkTraffic) -> Void

/// One request and all bytes that came until the next one.
public struct LinkExchange: Hashable, Sendable {
    public var sent: [UInt8]
    public var received: [UInt8] = []
    public var began: ContinuousClock.Instant
    /// When the last byte came; nil if none did.
    public var ended: ContinuousClock.Instant?
    /// Whether frames end in a CRC, as on a serial line and behind a serial server.
    public var hasCRC: Bool

    /// What the bytes are.
    public enum Meaning: Hashable, Sendable {
        /// Nothing came.
        case silence
        /// An answer of the unit that was asked; the exception's number if it refuses.
        case answer(exception: UInt8?)
        /// The request itself came back, and nothing else.
        case echo
        /// A whole frame, and another unit's.
        case otherUnit(UInt8)
        /// Over TCP an answer with another transaction id.
        case otherTransaction
        /// The beginning of an answer.
        case part
        /// Nothing but 00 and FF: levels instead of characters.
        case levels
        /// Bytes without a whole frame among them.
        case noise
    }

    public init(sent: [UInt8], began: ContinuousClock.Instant, hasCRC: Bool) {
        (self.sent, self.began, self.hasCRC) = (sent, began, hasCRC)
    }

    public var meaning: Meaning {
        guard !received.isEmpty else { return .silence }
        let framing: Framing = hasCRC ? .rtu : .tcp
        let asked = framing.unit(of: sent[...])
        let rest = hasCRC && received.starts(with: sent) ? received[sent.count...] : received[...]
        guard !rest.isEmpty else { return .echo }
        let frames = framing.frames(in: rest)
        if let own = frames.first(where: { framing.unit(of: $0) == asked }) {
            if !hasCRC, own.prefix(2) != sent.prefix(2) { return .otherTransaction }
            let function = hasCRC ? own.dropFirst() : own.dropFirst(7)
            return .answer(exception: (function.first ?? 0) & 0x80 == 0 ? nil : function.dropFirst().first)
        }
        if let unit = frames.first.flatMap(framing.unit) { return .otherUnit(unit) }
        if rest.count > 2, rest.allSatisfy({ $0 == 0 || $0 == 0xFF }) { return .levels }
        let function = hasCRC ? 1 : 7
        if rest.count > function, framing.unit(of: rest) == asked,
            rest.dropFirst(function).first == sent.dropFirst(function).first
        {
            return .part
        }
        return .noise
    }
}
