import NIOCore
import NIOPosix
import Synchronization

/// One connection to a platform. It reads on only when it is asked to, so that a platform that sends without end fills the kernel's
/// buffers and no memory; what it does not read of ours is bounded.
final class PlatformLine: Sendable {
    enum Event: Sendable {
        case connected
        case received([UInt8])
        /// Everything that was sent before the note was written has left.
        case written(Int)
        /// There is room for more again.
        case drained
        /// The last event: there is no connection, or no more.
        case ended(PlatformEnd)
    }

    private struct State {
        var channel: (any Channel)?
        var isEnded = false
        /// The number of bytes that are not written yet.
        var unsent = 0
        var lastWrite: EventLoopFuture<Void>?
    }

    private let state = Mutex(State())
    private let report: @Sendable (Event) -> Void

    /// The number of bytes that may wait to be written, and the number above which nothing is sent that can wait.
    static let mostUnsent = 256 << 10
    static let busy = 32 << 10

    /// - Parameter report: is called in order, from any thread.
    init(_ report: @escaping @Sendable (Event) -> Void) { self.report = report }

    func open(host: String, port: UInt16) {
        ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.autoRead, value: false)
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .connectTimeout(.seconds(10))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Receiver(line: self))
                }
            }
            .connect(host: host, port: Int(port))
            .whenComplete { result in
                switch result {
                case .success(let channel): self.begin(channel)
                case .failure(let error): self.end(PlatformEnd(error))
                }
            }
    }

    /// Reads the next bytes.
    func readMore() { state.withLock(\.channel)?.read() }

    var isBusy: Bool { state.withLock { $0.unsent > Self.busy } }

    /// Sends bytes behind all that was sent before.
    ///
    /// - Returns: false where so much waits that they cannot be taken.
    func send(_ bytes: [UInt8]) -> Bool {
        let channel = state.withLock { state -> (any Channel)? in
            guard !state.isEnded, state.unsent + bytes.count <= Self.mostUnsent else { return nil }
            state.unsent += bytes.count
            return state.channel
        }
        guard let channel else { return false }
        let write = channel.writeAndFlush(ByteBuffer(bytes: bytes))
        state.withLock { $0.lastWrite = write }
        write.whenComplete { _ in
            let isDrained = self.state.withLock { state in
                let wasBusy = state.unsent > Self.busy
                state.unsent -= bytes.count
                return wasBusy && state.unsent <= Self.busy
            }
            if isDrained { self.report(.drained) }
        }
        return true
    }

    /// Reports the note once everything that was sent so far has left; never if that fails.
    func note(_ number: Int) {
        state.withLock(\.lastWrite)?.whenSuccess { self.report(.written(number)) }
    }

    func close() {
        let channel = state.withLock { state in
            state.isEnded = true
            return state.channel
        }
        channel?.close(promise: nil)
    }

    private func begin(_ channel: any Channel) {
        let isWanted = state.withLock { state in
            state.channel = channel
            return !state.isEnded
        }
        guard isWanted else { return channel.close(promise: nil) }
        report(.connected)
        channel.read()
    }

    fileprivate func received(_ bytes: [UInt8]) { report(.received(bytes)) }

    fileprivate func end(_ why: PlatformEnd) {
        let isFirst = state.withLock { state in
            defer { state.isEnded = true }
            return !state.isEnded
        }
        if isFirst { report(.ended(why)) }
    }
}

/// Hands on what comes.
private final class Receiver: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    let line: PlatformLine

    init(line: PlatformLine) { self.line = line }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        line.received(Array(buffer: unwrapInboundIn(data)))
    }

    func channelInactive(context: ChannelHandlerContext) { line.end(.closed) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        line.end(PlatformEnd(error))
        context.close(promise: nil)
    }
}
