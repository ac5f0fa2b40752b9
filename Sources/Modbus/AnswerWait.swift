/// The wait for the answer to one request on an open link.
///
/// It has an absolute end however many bytes other devices send: the time of the longest frame after the end of the timeout, and the
/// pauses within the answer once that has begun. Bytes that are in the buffer by then are looked at once more, since the process may
/// have stood still.
struct AnswerWait {
    private let expected: ExpectedAnswer
    private let link: ModbusLink
    /// The time by which the answer must have begun.
    private let end: ContinuousClock.Instant
    /// The time of the longest frame on the line; zero over TCP.
    private let longestFrame: Duration
    /// `FrameQuirk.pieces` if there was a long pause within the answer.
    private(set) var quirks: Set<FrameQuirk> = []

    /// The largest number of pieces of an answer, with `frameGap` between them.
    private static let mostPieces = 8
    /// The pause within an answer that is reported if it is exceeded.
    private static let longPause = Duration.milliseconds(100)

    init(for expected: ExpectedAnswer, over link: ModbusLink, by end: ContinuousClock.Instant, longestFrame: Duration) {
        (self.expected, self.link) = (expected, link)
        (self.end, self.longestFrame) = (end, longestFrame)
    }

    /// Waits until the answer is complete, or the time is over.
    ///
    /// - Parameter isReady: whether there is something to receive already.
    /// - Returns: the result of the search, with all frames that were passed over.
    /// - Throws: `lineDown` if the link fails.
    mutating func run(
        isReady: Bool, isolation: isolated (any Actor)? = #isolation
    ) async throws(ModbusError) -> ExpectedAnswer.Sighting {
        var bytes: [UInt8] = []
        var passed: [ArraySlice<UInt8>] = []
        var seen = expected.search(bytes)
        var (isOver, isReady) = (false, isReady)
        while case .wait(let beginning) = seen.step, !isOver {
            if !isReady { isReady = await link.hasInput(by: deadline(beginning)) }
            guard isReady else { break }
            isReady = false
            if beginning == .own, .now - link.quietSince > Self.longPause { quirks.insert(.pieces) }
            isOver = .now > limit(beginning)
            let received = try link.receive()
            bytes = bytes.isEmpty ? received : bytes + received
            seen = expected.search(bytes)
            guard case .wait = seen.step, seen.explained > 0 else { continue }
            passed += link.framing.frames(in: bytes[..<seen.explained])
            bytes.removeFirst(seen.explained)
            seen = expected.search(bytes)
        }
        if !passed.isEmpty { seen.isSilence = false }
        seen.strangers = passed + seen.strangers
        return seen
    }

    /// Returns the time until which the next byte is waited for.
    private func deadline(_ beginning: ExpectedAnswer.Beginning) -> ContinuousClock.Instant {
        let pause = link.quietSince + expected.settings.frameGap
        return switch beginning {
        case .none: end
        case .some: min(max(end, pause), limit(beginning))
        case .own: min(pause, limit(beginning))
        }
    }

    /// Returns the time at which the wait ends, whatever bytes still arrive.
    private func limit(_ beginning: ExpectedAnswer.Beginning) -> ContinuousClock.Instant {
        let last = end + longestFrame
        guard beginning == .own else { return last }
        return last + expected.settings.frameGap * Self.mostPieces
    }
}
