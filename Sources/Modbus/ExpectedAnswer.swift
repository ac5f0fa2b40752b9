/// The answer that a request must have, by which it is found among the bytes that come.
///
/// It is found by unit, function and length behind at most eight foreign bytes, the request's own echo and whole frames of
/// others. Its CRC, or over TCP its header, decides. So nothing that is accepted rests on where it stood.
struct ExpectedAnswer {
    let request: ModbusRequest
    let framing: Framing
    /// The transaction id; 0 where there is none.
    let transaction: UInt16
    let settings: LinkSettings
    /// Whether this line has given back the last request before its answer; nil if nothing has been answered yet. Nothing
    /// else tells an echo from the answer where both have the same bytes: the write of one value, and some reads of bits.
    var expectsEcho: Bool?

    enum Step: Equatable {
        case answer(Result<[UInt16], ModbusException>)
        case wait(Beginning)
        case refused(UnusableAnswer)
    }

    /// What the bytes so far may still become.
    enum Beginning: Equatable {
        /// They have been explained, or are few: the answer may begin whenever it comes.
        case none
        /// The beginning of some frame.
        case some
        /// The beginning of the answer itself.
        case own
    }

    struct Sighting {
        var step: Step
        var quirks: Set<FrameQuirk> = []
        /// Whole frames that answer something else.
        var strangers: [ArraySlice<UInt8>] = []
        /// The answer's own frame.
        var frame: ArraySlice<UInt8> = []
        /// How many bytes at the beginning are whole frames of other units: they need not be looked at again.
        var explained = 0
        /// Whether nothing came but the echo and what an adapter adds when it changes direction.
        var isSilence = false
    }

    /// How far into the bytes one can get, and what explains those before.
    fileprivate struct Way {
        var skipped = 0
        /// Whether what was skipped is more than the zeros of an adapter.
        var hasNoise = false
        var quirks: Set<FrameQuirk> = []
        var strangers: [ArraySlice<UInt8>] = []
    }

    static let mostForeignBytes = 8

    /// The request's frame.
    var sent: [UInt8] {
        framing.frame(request.pdu, unit: request.unit, header: framing == .tcp ? transaction.bytes : [])
    }

    /// Looks for the answer in all bytes that have come for the request.
    func search(_ bytes: [UInt8]) -> Sighting {
        let sent = sent
        var ways: [Int: Way] = [0: Way()]
        var beginning = Beginning.none
        // On how few foreign bytes a damaged answer, and a frame that is not whole yet, would begin.
        var (damagedAt, partialAt) = (Int.max, Int.max)
        let mayBeEcho = mayBeEcho
        for start in bytes.indices {
            guard let way = ways[start] else { continue }
            let rest = bytes[start...]
            // A serial request can be an answer, too: of a write, or of some bits. One's own is never taken for one.
            if mayBeEcho, !way.quirks.contains(.echo) {
                if rest.starts(with: sent) {
                    ways.improve(start + sent.count, with: way.adding(.echo))
                    continue
                }
                if sent.starts(with: rest) {
                    beginning.become(.some)
                    partialAt = min(partialAt, way.skipped)
                }
            }
            switch match(rest) {
            case .whole(let answer, let frame, let quirks):
                return accept(answer, frame, way.adding(quirks), behind: bytes[frame.endIndex...])
            case .partial(let count):
                beginning.become(count >= begunAt ? .own : .some)
                partialAt = min(partialAt, way.skipped)
            case .damaged: damagedAt = min(damagedAt, way.skipped)
            case .other: break
            }
            switch framing.frame(at: rest) {
            case .whole(let frame): ways.improve(frame.endIndex, with: way.passing(frame, refused(frame)))
            case .partial:
                beginning.become(.some)
                partialAt = min(partialAt, way.skipped)
            case .none: break
            }
            if way.skipped < Self.mostForeignBytes { ways.improve(start + 1, with: way.skipping(rest[start])) }
        }
        // A damaged answer counts unless its bytes are those of frames of others, or may become one.
        let isDamaged = damagedAt < partialAt && ways[bytes.endIndex]?.skipped != 0
        var sighting = unfinished(bytes, ways[bytes.endIndex], beginning, isDamaged)
        sighting.explained = explained(bytes[...])
        return sighting
    }

    /// Over TCP nothing gives back a request; and where echo and answer have the same bytes, what came last time decides.
    private var mayBeEcho: Bool {
        guard framing == .rtu else { return false }
        if isSingleWrite { return expectsEcho == true }
        guard expectsEcho == false else { return true }
        if case .whole = match(sent[...]) { return false }
        return true
    }

    /// How far the whole frames of other units reach that the bytes begin with.
    private func explained(_ bytes: ArraySlice<UInt8>) -> Int {
        guard framing == .rtu else { return 0 }
        var rest = bytes
        while let unit = rest.first, unit != request.unit, case .whole(let frame) = framing.frame(at: rest) {
            rest = rest[frame.endIndex...]
        }
        return rest.startIndex
    }

    private func unfinished(
        _ bytes: [UInt8], _ way: Way?, _ beginning: Beginning, _ isDamaged: Bool
    ) -> Sighting {
        let seen = way ?? Way()
        var sighting = Sighting(step: .wait(beginning), quirks: seen.quirks, strangers: seen.strangers)
        sighting.isSilence = way.map { !$0.hasNoise && $0.strangers.isEmpty } ?? false
        guard beginning == .none || isDamaged && beginning == .some else { return sighting }
        if isDamaged {
            sighting.step = .refused(.wrongCRC)
        } else if way == nil || bytes.count > 600 {
            sighting.step = .refused(.noFrame)
        }
        return sighting
    }

    /// - Parameter behind: the bytes that came with the answer.
    private func accept(
        _ answer: Result<[UInt16], ModbusException>, _ frame: ArraySlice<UInt8>, _ way: Way, behind: ArraySlice<UInt8>
    ) -> Sighting {
        var sighting = Sighting(
            step: .answer(answer), quirks: way.quirks, strangers: way.strangers, frame: frame)
        var behind = behind
        while !frame.isEmpty, behind.starts(with: frame) {
            sighting.quirks.insert(.doubled)
            behind = behind.dropFirst(frame.count)
        }
        guard !behind.isEmpty else { return sighting }
        if framing == .rtu {
            sighting.strangers += framing.frames(in: behind)
            if sighting.strangers.count == way.strangers.count { sighting.quirks.insert(.padding) }
        } else if Array(behind) == PDU.crc(frame.dropFirst(6)).bytes.reversed() {
            sighting.quirks.insert(.padding)
        } else if frame.starts(with: behind) {
            sighting.step = .wait(.own)
        } else {
            // Half an answer and the beginning of a late one look like a whole one where there is no CRC.
            sighting.step = .refused(.tooLong)
        }
        return sighting
    }

    /// How many bytes of an answer must have come before the rest is waited for.
    private var begunAt: Int { framing == .tcp ? 4 : 2 }

    var isSingleWrite: Bool {
        if case .write = request { request.pdu.count == 5 } else { false }
    }
}

extension ExpectedAnswer.Beginning {
    fileprivate mutating func become(_ other: Self) {
        if self != .own { self = other }
    }
}

extension ExpectedAnswer.Way {
    fileprivate func skipping(_ byte: UInt8) -> Self {
        var way = adding(.foreignBytes)
        way.skipped += 1
        if byte != 0 { way.hasNoise = true }
        return way
    }

    fileprivate func adding(_ quirk: FrameQuirk) -> Self { adding([quirk]) }

    fileprivate func adding(_ more: Set<FrameQuirk>) -> Self {
        var way = self
        way.quirks.formUnion(more)
        return way
    }

    fileprivate func passing(_ frame: ArraySlice<UInt8>, _ refused: Set<FrameQuirk>) -> Self {
        var way = adding(refused)
        way.strangers.append(frame)
        return way
    }
}

extension [Int: ExpectedAnswer.Way] {
    /// Of two ways to a place the one on which fewer bytes are foreign.
    fileprivate mutating func improve(_ place: Int, with way: ExpectedAnswer.Way) {
        if self[place].map({ way.skipped < $0.skipped }) ?? true { self[place] = way }
    }
}
