import NIOCore
import NIOPosix

/// A client that sends bytes as they are written here, and waits for nothing but what comes.
final class RawClient {
    private let channel: any Channel
    private var arrivals: AsyncStream<String>.Iterator
    private(set) var received = ""

    private init(_ channel: any Channel, _ arrivals: AsyncStream<String>) {
        (self.channel, self.arrivals) = (channel, arrivals.makeAsyncIterator())
    }

    /// - Parameter reads: whether it takes what the server sends.
    static func connect(to port: UInt16, reads: Bool = true) async throws -> RawClient {
        let (arrivals, arrived) = AsyncStream<String>.makeStream()
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.autoRead, value: reads)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Arrivals(arrived))
                }
            }
        return RawClient(try await bootstrap.connect(host: "127.0.0.1", port: Int(port)).get(), arrivals)
    }

    deinit { close() }

    /// Ends the connection as a browser does that has what it wanted.
    func close() { channel.close(promise: nil) }

    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    /// Ends what it sends, and reads on.
    func finish() async throws { try await channel.close(mode: .output) }

    /// Waits until the server has sent something that fits, or closes.
    func receive(until isEnough: (String) -> Bool) async -> String {
        while !isEnough(received), let text = await arrivals.next() { received += text }
        return received
    }

    /// Waits until the server closes.
    func receiveAll() async -> String { await receive { _ in false } }

    static func get(_ path: String, lines: String = "") -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\n\(lines)\r\n" }
}

private final class Arrivals: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let arrived: AsyncStream<String>.Continuation

    init(_ arrived: AsyncStream<String>.Continuation) {
        self.arrived = arrived
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        arrived.yield(String(buffer: unwrapInboundIn(data)))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed { arrived.finish() }
    }

    func channelInactive(context: ChannelHandlerContext) { arrived.finish() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { arrived.finish() }
}
