import NIOCore

/// How far the requests of one connection have come, and until when the next thing has to happen. It knows no clock: each call
/// says what time it is.
struct Pace {
    enum Lateness: Equatable {
        /// No request, or half the head of one.
        case head
        case body
        /// The client does not take what it has asked for.
        case answer
    }

    private let limits: ServingLimits
    /// Heads that have come less answers that the client has taken.
    private(set) var unanswered = 0
    private var head: NIODeadline?
    private var answer: NIODeadline?
    private var body: Body?
    /// Pieces of a stream that the client has not taken.
    private var pieces = 0

    private struct Body {
        var end: NIODeadline
        var spanEnd: NIODeadline
        var bytes = 0
    }

    init(_ limits: ServingLimits, now: NIODeadline) {
        self.limits = limits
        head = now + limits.head
    }

    /// When `lateness` is to be asked next; nil while it is the gateway's turn.
    var deadline: NIODeadline? {
        [head, answer, body?.end, body?.spanEnd].compactMap { $0 }.min()
    }

    /// Returns what is late, if anything is. After a span in which enough of a body came the next one begins.
    mutating func lateness(now: NIODeadline) -> Lateness? {
        if let head, head <= now { return .head }
        if let answer, answer <= now { return .answer }
        guard var body else { return nil }
        if body.end <= now { return .body }
        if body.spanEnd <= now {
            guard body.bytes >= limits.bodyBytes else { return .body }
            (body.spanEnd, body.bytes) = (now + limits.bodySpan, 0)
            self.body = body
        }
        return nil
    }

    mutating func headCame(now: NIODeadline) {
        unanswered += 1
        head = nil
        body = Body(end: now + limits.body, spanEnd: now + limits.bodySpan)
    }

    mutating func bodyCame(bytes: Int) { body?.bytes += bytes }

    mutating func requestEnded(now: NIODeadline) {
        body = nil
        rest(now)
    }

    mutating func answerBegan(now: NIODeadline) { answer = now + limits.answer }

    /// The answer that began is a stream: what counts is how its pieces are taken.
    mutating func streamBegan() { answer = nil }

    /// A piece of a stream is sent. Such an answer has no end, and each of its pieces has the time of a whole one.
    mutating func pieceSent(now: NIODeadline) {
        if pieces == 0 { answer = now + limits.answer }
        pieces += 1
    }

    /// The client has taken a piece. Until the next one is sent it is the gateway's turn.
    mutating func pieceTaken(now: NIODeadline) {
        pieces -= 1
        answer = pieces > 0 ? now + limits.answer : nil
    }

    mutating func answerTaken(now: NIODeadline) {
        unanswered -= 1
        (answer, pieces) = (nil, 0)
        rest(now)
    }

    /// Whether no request is under way. An answer may come before the body is whole, and the body comes all the same.
    var isWaiting: Bool { unanswered == 0 && body == nil }

    private mutating func rest(_ now: NIODeadline) {
        if isWaiting { head = now + limits.head }
    }

    /// From now on only the time for a farewell counts.
    mutating func refused(now: NIODeadline) {
        (answer, body, head) = (nil, nil, now + limits.farewell)
    }
}
