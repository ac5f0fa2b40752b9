/// The search for the answer among received bytes.
extension ExpectedAnswer {
    /// Searches all bytes that were received since the request for the answer.
    func search(_ bytes: [UInt8]) -> Sighting {
        var search = AnswerSearch(for: self, in: bytes)
        for start in bytes.indices {
            if let found = search.look(from: start) { return found }
        }
        return search.unfinished
    }

    /// Whether the bytes of the request may be its echo. Over TCP there is no echo; where echo and answer have the same bytes, the last
    /// answer decides.
    fileprivate var mayBeEcho: Bool {
        guard framing == .rtu else { return false }
        if isSingleWrite { return expectsEcho == true }
        guard expectsEcho == false else { return true }
        if case .whole = match(sent[...]) { return false }
        return true
    }

    /// Whether the request is the write of a single value, whose answer has the same bytes.
    private var isSingleWrite: Bool {
        if case .write = request { request.pdu.count == 5 } else { false }
    }

    /// The number of bytes after which the beginning of an answer is recognised, so that the rest is waited for.
    fileprivate var begunAt: Int { framing == .tcp ? 4 : 2 }
}

/// A search that moves through the bytes and remembers, for each position, the best explanation of the bytes before it.
private struct AnswerSearch {
    private let expected: ExpectedAnswer
    private let bytes: [UInt8]
    private let mayBeEcho: Bool
    /// The ways to the positions behind the first one.
    private var ways: [Int: Way] = [:]
    private var beginning = ExpectedAnswer.Beginning.none
    /// The least number of foreign bytes before an answer with a wrong CRC.
    private var damagedAt = Int.max
    /// The least number of foreign bytes before a frame that is not whole yet.
    private var partialAt = Int.max

    init(for expected: ExpectedAnswer, in bytes: [UInt8]) {
        (self.expected, self.bytes) = (expected, bytes)
        mayBeEcho = expected.mayBeEcho
    }

    /// Returns the best explanation of the bytes before a position; nil where there is none.
    private func way(to place: Int) -> Way? { place == 0 ? Way() : ways[place] }

    /// Looks for an echo, the answer and other frames at one position.
    ///
    /// - Returns: the answer; nil where none begins here.
    mutating func look(from start: Int) -> ExpectedAnswer.Sighting? {
        guard let way = way(to: start) else { return nil }
        let rest = bytes[start...]
        // A serial request can look like an answer: to a write, or with some bits. The echo is never taken for the answer.
        if mayBeEcho, !way.quirks.contains(.echo) {
            if rest.starts(with: expected.sent) {
                improve(start + expected.sent.count, with: way.adding(.echo))
                return nil
            }
            if expected.sent.starts(with: rest) { notePartial(.some, way) }
        }
        switch expected.match(rest) {
        case .whole(let answer, let frame, let quirks):
            return accept(answer, frame, way.adding(quirks), behind: bytes[frame.endIndex...])
        case .partial(let count): notePartial(count >= expected.begunAt ? .own : .some, way)
        case .damaged: damagedAt = min(damagedAt, way.skipped)
        case .other: break
        }
        switch expected.framing.frame(at: rest) {
        case .whole(let frame): improve(frame.endIndex, with: way.passing(frame, expected.refused(frame)))
        case .partial: notePartial(.some, way)
        case .none: break
        }
        if way.skipped < ExpectedAnswer.mostForeignBytes { improve(start + 1, with: way.skipping(rest[start])) }
        return nil
    }

    /// Notes that a frame begins which is not whole yet.
    private mutating func notePartial(_ beginning: ExpectedAnswer.Beginning, _ way: Way) {
        if self.beginning != .own { self.beginning = beginning }
        partialAt = min(partialAt, way.skipped)
    }

    /// Keeps, of two ways to a position, the one with fewer foreign bytes.
    private mutating func improve(_ place: Int, with way: Way) {
        if let known = ways[place], known.skipped <= way.skipped { return }
        ways[place] = way
    }

    // MARK: Results

    /// Accepts an answer, unless the bytes after it contradict it.
    ///
    /// - Parameter behind: the bytes after the answer.
    private func accept(
        _ answer: Result<[UInt16], ModbusException>, _ frame: ArraySlice<UInt8>, _ way: Way, behind: ArraySlice<UInt8>
    ) -> ExpectedAnswer.Sighting {
        var sighting = ExpectedAnswer.Sighting(
            step: .answer(answer), quirks: way.quirks, strangers: way.strangers, frame: frame)
        var behind = behind
        while !frame.isEmpty, behind.starts(with: frame) {
            sighting.quirks.insert(.doubled)
            behind = behind.dropFirst(frame.count)
        }
        guard !behind.isEmpty else { return sighting }
        if expected.framing == .rtu {
            sighting.strangers += expected.framing.frames(in: behind)
            if sighting.strangers.count == way.strangers.count { sighting.quirks.insert(.padding) }
        } else if Array(behind) == PDU.crc(frame.dropFirst(6)).bytes.reversed() {
            sighting.quirks.insert(.padding)
        } else if frame.starts(with: behind) {
            sighting.step = .wait(.own)
        } else {
            // Without a CRC, half an answer followed by the beginning of a late one looks like a whole answer.
            sighting.step = .refused(.tooLong)
        }
        return sighting
    }

    /// The result of a search that found no answer.
    var unfinished: ExpectedAnswer.Sighting {
        let way = way(to: bytes.endIndex)
        var sighting = ExpectedAnswer.Sighting(step: .wait(beginning))
        if let way {
            (sighting.quirks, sighting.strangers) = (way.quirks, way.strangers)
            sighting.isSilence = !way.hasNoise && way.strangers.isEmpty
        }
        sighting.explained = explained
        // A damaged answer counts, unless its bytes are, or may become, frames of other devices.
        let isDamaged = damagedAt < partialAt && way?.skipped != 0
        guard beginning == .none || isDamaged && beginning == .some else { return sighting }
        if isDamaged {
            sighting.step = .refused(.wrongCRC)
        } else if way == nil || bytes.count > 600 {
            sighting.step = .refused(.noFrame)
        }
        return sighting
    }

    /// The number of bytes at the beginning that are whole frames of other units.
    private var explained: Int {
        guard expected.framing == .rtu else { return 0 }
        var rest = bytes[...]
        while let unit = rest.first, unit != expected.request.unit,
            case .whole(let frame) = expected.framing.frame(at: rest)
        {
            rest = rest[frame.endIndex...]
        }
        return rest.startIndex
    }
}

/// An explanation of the bytes before a position.
private struct Way {
    /// The number of foreign bytes.
    var skipped = 0
    /// Whether a foreign byte is not one of the zeros of an adapter.
    var hasNoise = false
    var quirks: Set<FrameQuirk> = []
    var strangers: [ArraySlice<UInt8>] = []

    func skipping(_ byte: UInt8) -> Way {
        var way = adding(.foreignBytes)
        way.skipped += 1
        if byte != 0 { way.hasNoise = true }
        return way
    }

    func adding(_ quirk: FrameQuirk) -> Way { adding([quirk]) }

    func adding(_ more: Set<FrameQuirk>) -> Way {
        var way = self
        way.quirks.formUnion(more)
        return way
    }

    func passing(_ frame: ArraySlice<UInt8>, _ refused: Set<FrameQuirk>) -> Way {
        var way = adding(refused)
        way.strangers.append(frame)
        return way
    }
}
