import Facilities
import Glibc
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Takes commands on this machine, over a socket beside the journal: a line of JSON in, a line of JSON out. Who may open
/// the journal's folder may use it; the network cannot reach it.
struct ControlServer: Service {
    let path: String
    let requests: LocalRequests
    let logger: Logger

    /// How long somebody may take to say what they want.
    private static let patience = Duration.seconds(10)

    func run() async throws {
        do {
            let server = try await bind()
            try await cancelWhenGracefulShutdown {
                try await server.executeThenClose { try await serve($0) }
            }
        } catch is CancellationError {
        } catch {
            // Measuring goes on without it.
            logger.error("Local commands cannot be taken", metadata: ["socket": "\(path)", "reason": "\(error)"])
            try await gracefulShutdown()
        }
        unlink(path)
    }

    private func bind() async throws -> NIOAsyncChannel<LineChannel, Never> {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) { channel in
                channel.eventLoop.makeCompletedFuture { try LineChannel(wrappingChannelSynchronously: channel) }
            }
        guard chmod(path, 0o600) == 0 else { throw IOError(errnoCode: errno, reason: "chmod \(path)") }
        return server
    }

    private func serve(_ clients: NIOAsyncChannelInboundStream<LineChannel>) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for try await client in clients {
                // A client that goes away in the middle is its own affair.
                group.addTask { try? await answer(client) }
            }
        }
    }

    private func answer(_ client: LineChannel) async throws {
        let timer = Task {
            try await Task.sleep(for: Self.patience)
            try await client.channel.close()
        }
        defer { timer.cancel() }
        try await client.executeThenClose { inbound, outbound in
            guard let line = try await inbound.line(atMost: Command.largest) else { return }
            let reply = await requests.reply(to: line)
            try await outbound.write(ByteBuffer(bytes: reply + [UInt8(ascii: "\n")]))
        }
    }
}

typealias LineChannel = NIOAsyncChannel<ByteBuffer, ByteBuffer>

extension NIOAsyncChannelInboundStream<ByteBuffer> {
    /// The first line without its end; what is longer than allowed is cut one byte behind that, so that its reader sees
    /// that it is too long. Nil if the other side ended before a line did.
    func line(atMost length: Int) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        for try await part in self {
            bytes += part.readableBytesView
            if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) { return Array(bytes[..<end]) }
            if bytes.count > length { return Array(bytes.prefix(length + 1)) }
        }
        return nil
    }
}
