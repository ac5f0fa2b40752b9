import NIOCore
import NIOHTTP1

/// Enforces the limits of one connection between the HTTP parser and the page: it answers a request that is too
/// large or malformed, and closes the connection of a client that is too slow.
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
    /// The bytes that the body being received may still have.
    private var bytesLeft = 0
    private var bodyLimit = 0
    /// The number of requests that the page has received and not completely answered.
    private var owed = 0
    /// Whether the answer to the oldest of them has begun.
    private var isAnswering = false
    /// Whether that answer is an event stream.
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
            bytesLeft = bodyLimit
            if let length = head.headers.first(name: "Content-Length").flatMap(Int.init), length > bytesLeft {
                return refuse(.largeBody(limit: bodyLimit), context, isKnownToPage: false)
            }
            owed += 1
        case .body(let bytes):
            pace.bodyCame(bytes: bytes.readableBytes)
            bytesLeft -= bytes.readableBytes
            guard bytesLeft >= 0 else { return refuse(.largeBody(limit: bodyLimit), context) }
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

    /// Writes, and calls `note` when the client has received it.
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

    /// Answers in place of the page, unless an answer of the page comes before, and closes the connection.
    ///
    /// - Parameter isKnownToPage: whether the page has received the head of the request and waits for its body.
    private func refuse(_ refusal: Refusal, _ context: ChannelHandlerContext, isKnownToPage: Bool = true) {
        isRefused = true
        _ = connections.set(number, isWaiting: true)
        let isNext = owed == (isKnownToPage ? 1 : 0) && !isAnswering
        pace.refused(now: .now())
        schedule(context)
        guard isNext else { return context.close(promise: nil) }
        for part in refusal.parts { context.write(wrapOutboundOut(part), promise: nil) }
        context.flush()
        // Further bytes are read and discarded. If a socket is closed with unread bytes, the connection is reset
        // and the client does not see the answer.
        context.close(mode: .output, promise: nil)
        if isKnownToPage { context.fireErrorCaught(ChannelError.inputClosed) }
    }

    private func schedule(_ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        guard let deadline = pace.deadline else { return }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(deadline: deadline) { bound.value.0.checkPace(bound.value.1) }
    }

    private func checkPace(_ context: ChannelHandlerContext) {
        switch pace.lateness(now: .now()) {
        case nil: schedule(context)
        case .body where !isRefused: refuse(.slowBody, context)
        default: context.close(promise: nil)
        }
    }
}
