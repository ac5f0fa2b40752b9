import NIOCore

/// The progress of the requests of one connection, and the deadlines of the next steps. It has no clock: each call
/// passes the time.
struct Pace {
    enum Lateness: Equatable {
        /// The head of a request is missing or incomplete.
        case head
        case body
        /// The client does not receive the answer.
        case answer
    }

    private let limits: ServingLimits
    /// The number of heads that were received, less the answers that the client has received.
    private(set) var unanswered = 0
    private var head: NIODeadline?
    private var answer: NIODeadline?
    private var body: Body?
    /// The number of pieces of a stream that the client has not received.
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

    /// The time at which `lateness` is to be called next; nil while the client owes nothing.
    var deadline: NIODeadline? {
        [head, answer, body?.end, body?.spanEnd].compactMap { $0 }.min()
    }

    /// Returns what is late; nil for nothing. After a span in which enough of a body was received the next span
    /// begins.
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

    /// Notes that the answer is a stream. From then on only the receipt of its pieces counts.
    mutating func streamBegan() { answer = nil }

    /// Notes that a piece of a stream is sent. Each piece has the time of a whole answer, since a stream has no
    /// end.
    mutating func pieceSent(now: NIODeadline) {
        if pieces == 0 { answer = now + limits.answer }
        pieces += 1
    }

    /// Notes that the client has received a piece. Until the next one is sent the client owes nothing.
    mutating func pieceTaken(now: NIODeadline) {
        pieces -= 1
        answer = pieces > 0 ? now + limits.answer : nil
    }

    mutating func answerTaken(now: NIODeadline) {
        unanswered -= 1
        (answer, pieces) = (nil, 0)
        rest(now)
    }

    /// Whether no request is in progress. The body may still be arriving after its answer.
    var isWaiting: Bool { unanswered == 0 && body == nil }

    private mutating func rest(_ now: NIODeadline) {
        if isWaiting { head = now + limits.head }
    }

    /// Notes that the connection is refused. From then on only the farewell time counts.
    mutating func refused(now: NIODeadline) {
        (answer, body, head) = (nil, nil, now + limits.farewell)
    }
}
