import Facilities
import Glibc
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import WebPage

/// Accepts commands on this machine over a socket beside the journal: a line of JSON in, a line of JSON out. Every user who
/// may open the journal's folder may use it. It is not reachable from the network.
struct ControlServer: Service {
    let path: String
    let requests: LocalRequests
    let logger: Logger

    /// The time in which a client must send its command, and in which it must be answered.
    private static let patience = TimeAmount.seconds(10)

    /// The pause before a socket that could not be created, or that was removed, is created again.
    var pause = Duration.seconds(30)

    /// Serves until shutdown. A socket that cannot be created is no reason to stop measuring.
    func run() async {
        var complaint: String?
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                try await serve()
                complaint = nil
            } catch {
                let reason = Text(networkError: error).en
                if complaint != reason {
                    logger.error(
                        "Local commands cannot be taken; trying again every \(pause)",
                        metadata: ["socket": "\(path)", "reason": "\(reason)"])
                }
                complaint = reason
                await cancelWhenGracefulShutdown { try? await Task.sleep(for: pause) }
            }
        }
    }

    /// Accepts commands until shutdown, or until the socket's file is removed.
    private func serve() async throws {
        let (clients, client) = AsyncStream<Client>.makeStream()
        let server = try await bind(client)
        let file = SocketFile(at: path)
        let watching = Task {
            while let file, file.isThere { try await Task.sleep(for: pause) }
            server.close(promise: nil)
        }
        // Accepted clients are still answered, before the journal has another writer.
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                // A client that disconnects early affects nobody else.
                for await client in clients { group.addTask { try? await answer(client) } }
            }
        } onGracefulShutdown: {
            server.close(promise: nil)
        }
        watching.cancel()
        try? await server.close()
        file?.remove()
    }

    /// Binds the socket. It does not use NIO's asynchronous channels, because these end the process when one is accepted
    /// and then never used.
    private func bind(_ clients: AsyncStream<Client>.Continuation) async throws -> any NIOCore.Channel {
        try SocketFile.clear(path)
        // One event loop for all, so that a client is either accepted and handed on, or not at all.
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton.next())
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let line = channel.eventLoop.makePromise(of: [UInt8].self)
                    try channel.pipeline.syncOperations.addHandler(FirstLine(line))
                    let end = channel.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
                    channel.closeFuture.whenComplete { _ in end.cancel() }
                    clients.yield(Client(channel: channel, line: line.futureResult))
                }
            }
            .bind(unixDomainSocketPath: path).get()
        server.closeFuture.whenComplete { _ in clients.finish() }
        guard chmod(path, 0o600) == 0 else { throw IOError(errnoCode: errno, reason: "chmod \(path)") }
        return server
    }

    private func answer(_ client: Client) async throws {
        let line = try await withGracefulShutdownHandler {
            try await client.line.get()
        } onGracefulShutdown: {
            // A client that has sent nothing by now is not waited for.
            client.channel.eventLoop.execute {
                client.channel.pipeline.fireUserInboundEventTriggered(FirstLine.Enough())
            }
        }
        let reply = await requests.reply(to: line)
        try await client.channel.writeAndFlush(ByteBuffer(bytes: reply + [UInt8(ascii: "\n")]))
        try await client.channel.close()
    }
}

/// A connected client and its command.
private struct Client {
    var channel: any NIOCore.Channel
    var line: EventLoopFuture<[UInt8]>
}

/// Collects the first line.
private final class FirstLine: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// The event after which nothing more is read.
    struct Enough: Sendable {}

    private var bytes = ByteLine()
    private var line: EventLoopPromise<[UInt8]>?

    init(_ line: EventLoopPromise<[UInt8]>) {
        self.line = line
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let whole = bytes.append(unwrapInboundIn(data), atMost: Command.largest) else { return }
        line?.succeed(whole)
        line = nil
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is Enough, line != nil { context.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        line?.fail(ChannelError.inputClosed)
        line = nil
    }
}
