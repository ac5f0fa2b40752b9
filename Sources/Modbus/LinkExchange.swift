/// A request with all bytes that were received until the next one.
public struct LinkExchange: Hashable, Sendable {
    /// The frame of the request.
    public var sent: [UInt8]
    /// The received bytes, in order.
    public var received: [UInt8] = []
    /// The time at which the request was sent.
    public var began: ContinuousClock.Instant
    /// The time at which the last byte was received; nil where there is none.
    public var ended: ContinuousClock.Instant?
    /// Whether frames end with a CRC, as on a serial line and behind a serial server.
    public var hasCRC: Bool

    /// The result of a search in the received bytes.
    public enum Meaning: Hashable, Sendable {
        /// Nothing was received.
        case silence
        /// An answer of the unit that was asked, with the exception code if it refuses.
        case answer(exception: UInt8?)
        /// The echo of the request, and nothing else.
        case echo
        /// A whole frame of another unit.
        case otherUnit(UInt8)
        /// An answer over TCP with another transaction id.
        case otherTransaction
        /// The beginning of an answer.
        case part
        /// Nothing but 00 and FF: levels instead of characters.
        case levels
        /// Bytes without a whole frame among them.
        case noise
    }

    /// Creates an exchange to which nothing was received yet.
    public init(sent: [UInt8], began: ContinuousClock.Instant, hasCRC: Bool) {
        (self.sent, self.began, self.hasCRC) = (sent, began, hasCRC)
    }

    /// What the received bytes are, by the request before them.
    public var meaning: Meaning {
        guard !received.isEmpty else { return .silence }
        let rest = receivedWithoutEcho
        guard !rest.isEmpty else { return .echo }
        let frames = framing.frames(in: rest)
        if let own = frames.first(where: { framing.unit(of: $0) == asked }) { return meaning(ofOwn: own) }
        if let first = frames.first, let unit = framing.unit(of: first) { return .otherUnit(unit) }
        if rest.count > 2, rest.allSatisfy({ $0 == 0 || $0 == 0xFF }) { return .levels }
        return beginsAnswer(rest) ? .part : .noise
    }

    private var framing: Framing { hasCRC ? .rtu : .tcp }

    /// The position of the function code in a frame.
    private var functionPlace: Int { hasCRC ? 1 : 7 }

    /// The unit that was asked.
    private var asked: UInt8? { framing.unit(of: sent[...]) }

    private var receivedWithoutEcho: ArraySlice<UInt8> {
        guard hasCRC, received.starts(with: sent) else { return received[...] }
        return received[sent.count...]
    }

    private func meaning(ofOwn frame: ArraySlice<UInt8>) -> Meaning {
        if !hasCRC, frame.prefix(2) != sent.prefix(2) { return .otherTransaction }
        let pdu = frame.dropFirst(functionPlace)
        guard let function = pdu.first, function & 0x80 != 0 else { return .answer(exception: nil) }
        return .answer(exception: pdu.dropFirst().first)
    }

    private func beginsAnswer(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count > functionPlace, framing.unit(of: bytes) == asked else { return false }
        return bytes.dropFirst(functionPlace).first == sent.dropFirst(functionPlace).first
    }
}
