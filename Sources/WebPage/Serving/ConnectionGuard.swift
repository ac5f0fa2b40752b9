import NIOCore
import NIOHTTP1

/// Keeps one connection within its limits. It stands between the parser and the page: a request that is too large or malformed is
/// answered here, and a client that takes too long is cut off.
final class ConnectionGuard: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let number: Int
    private let connections: Connections
    private let bodies: BodyLimits
    private var pace: Pace
    private var timer: Scheduled<Void>?
    /// Of the body that is coming.
    private var room = 0
    private var bodyLimit = 0
    /// The requests that the page has, and whose answers it has not written to their end.
    private var owed = 0
    /// Whether the answer to the oldest of them has begun.
    private var isAnswering = false
    /// Whether that answer is a stream of events.
    private var isStream = false
    private var isRefused = false

    init(_ number: Int, of connections: Connections, _ limits: ServingLimits, _ bodies: BodyLimits) {
        (self.number, self.connections, self.bodies) = (number, connections, bodies)
        pace = Pace(limits, now: .now())
    }

    func handlerAdded(context: ChannelHandlerContext) { schedule(context) }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        connections.close(number)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRefused else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            guard connections.set(number, isWaiting: false) else { return context.close(promise: nil) }
            pace.headCame(now: .now())
            bodyLimit = bodies.limit(of: head.uri)
            room = bodyLimit
            if let length = head.headers.first(name: "Content-Length").flatMap(Int.init), length > room {
                return refuse(.largeBody(limit: bodyLimit), context, isKnownToPage: false)
            }
            owed += 1
        case .body(let bytes):
            pace.bodyCame(bytes: bytes.readableBytes)
            room -= bytes.readableBytes
            guard room >= 0 else { return refuse(.largeBody(limit: bodyLimit), context) }
        case .end:
            pace.requestEnded(now: .now())
            noteWaiting()
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        schedule(context)
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError || error is NIOHTTPDecoderError else { return context.fireErrorCaught(error) }
        guard !isRefused else { return }
        let isLarge = error as? HTTPParserError == .headerOverflow
        refuse(isLarge ? .largeHead : .malformed, context, isKnownToPage: false)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isRefused else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(let head):
            isAnswering = true
            isStream = head.headers.first(name: "Content-Type") == EventStream.type
            pace.answerBegan(now: .now())
            if isStream { pace.streamBegan() }
            schedule(context)
            context.write(data, promise: promise)
        case .body where isStream:
            pace.pieceSent(now: .now())
            schedule(context)
            writeNoting(data, promise, context) { guardian, context in guardian.pieceTaken(context) }
        case .body:
            context.write(data, promise: promise)
        case .end:
            isAnswering = false
            owed -= 1
            writeNoting(data, promise, context) { guardian, context in guardian.answerTaken(context) }
        }
    }

    /// Writes, and does something when the client has taken it.
    private func writeNoting(
        _ data: NIOAny, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext,
        _ note: @escaping @Sendable (ConnectionGuard, ChannelHandlerContext) -> Void
    ) {
        let taken = promise ?? context.eventLoop.makePromise()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        taken.futureResult.whenSuccess { note(bound.value.0, bound.value.1) }
        context.write(data, promise: taken)
    }

    private func pieceTaken(_ context: ChannelHandlerContext) {
        guard !isRefused else { return }
        pace.pieceTaken(now: .now())
        schedule(context)
    }

    private func answerTaken(_ context: ChannelHandlerContext) {
        guard !isRefused else { return }
        pace.answerTaken(now: .now())
        noteWaiting()
        schedule(context)
    }

    private func noteWaiting() {
        if pace.isWaiting { _ = connections.set(number, isWaiting: true) }
    }

    /// Answers in the page's place, if no answer of the page is before it, and closes.
    ///
    /// - Parameter isKnownToPage: whether the page has the head of the request, and waits for its body.
    private func refuse(_ refusal: Refusal, _ context: ChannelHandlerContext, isKnownToPage: Bool = true) {
        isRefused = true
        _ = connections.set(number, isWaiting: true)
        let isNext = owed == (isKnownToPage ? 1 : 0) && !isAnswering
        pace.refused(now: .now())
        schedule(context)
        guard isNext else { return context.close(promise: nil) }
        for part in refusal.parts { context.write(wrapOutboundOut(part), promise: nil) }
        context.flush()
        // What still comes is read and thrown away: a socket that is closed with unread bytes is reset, and the client never sees
        // the answer.
        context.close(mode: .output, promise: nil)
        if isKnownToPage { context.fireErrorCaught(ChannelError.inputClosed) }
    }

    private func schedule(_ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        guard let deadline = pace.deadline else { return }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(deadline: deadline) { bound.value.0.look(bound.value.1) }
    }

    private func look(_ context: ChannelHandlerContext) {
        switch pace.lateness(now: .now()) {
        case nil: schedule(context)
        case .body where !isRefused: refuse(.slowBody, context)
        default: context.close(promise: nil)
        }
    }
}
