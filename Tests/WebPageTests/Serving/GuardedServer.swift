import Hummingbird
import HummingbirdCore
import NIOCore
import ServiceLifecycle

@testable import WebPage

/// A server within limits that has a form and a long answer, while `body` asks it.
struct GuardedServer {
    let port: UInt16
    let connections: Connections

    static let longAnswer = 64 << 20

    static func serve(
        _ limits: ServingLimits = ServingLimits(), _ bodies: BodyLimits = BodyLimits(),
        _ body: (GuardedServer) async throws -> Void
    ) async throws {
        let connections = Connections(limits, trusted: [])
        let (ports, serving) = AsyncStream<UInt16>.makeStream()
        let application = Application(
            router: router,
            server: HTTPServerBuilder { GuardedHTTP(connections, limits, bodies, responder: $0) },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { serving.yield(UInt16($0.localAddress?.port ?? 0)) },
            logger: quietLogger
        )
        let group = ServiceGroup(services: [application], logger: quietLogger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await port in ports {
                try await body(GuardedServer(port: port, connections: connections))
                break
            }
            await group.triggerGracefulShutdown()
        }
    }

    /// A stream that has no end of its own.
    private static func stream(
        _ pause: @escaping @Sendable () async throws -> Void, piece: @escaping @Sendable (Int) -> String
    ) -> Response {
        Response(
            status: .ok, headers: [.contentType: EventStream.type],
            body: ResponseBody { writer in
                var (output, number) = (writer, 0)
                while !Task.isShuttingDownGracefully {
                    try await output.write(ByteBuffer(string: piece(number)))
                    try await pause()
                    number += 1
                }
                try await output.finish(nil)
            })
    }

    private static var router: Router<PageContext> {
        let router = Router(context: PageContext.self)
        router.get("/page") { _, _ in "a page" }
        router.get("/long") { _, _ in
            Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(repeating: 0x61, count: longAnswer)))
        }
        router.get("/events") { _, _ in
            stream {
                try await Task.sleep(for: .milliseconds(100))
            } piece: {
                "data: piece \($0)\n\n"
            }
        }
        router.get("/flood") { _, _ in
            let piece = String(repeating: "data: a\n\n", count: 100_000)
            return stream {
            } piece: { _ in
                piece
            }
        }
        router.post("/form") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 30)
            return "\(body.readableBytes) bytes"
        }
        router.post("/unread") { _, _ in "not read" }
        return router
    }
}
