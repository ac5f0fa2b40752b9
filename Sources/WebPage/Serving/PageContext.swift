import Addresses
import Hummingbird
import NIOCore

/// The context of a request, with its client.
struct PageContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The client. `BelievedClient`, the first middleware of the router, sets it; until then it is the peer of the
    /// connection.
    var client: ClientAddress
    /// The authorities that the client asked for: the request's `Host`, and the one that a trusted proxy names.
    var hosts: [String] = []
    /// Completes when the connection is closed.
    let closing: EventLoopFuture<Void>

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        closing = source.channel.closeFuture
        let peer = source.channel.remoteAddress?.ip ?? .none
        client = ClientAddress(peer: peer, forwarding: Forwarding(), trusted: [])
    }
}

extension SocketAddress {
    /// The IP address; nil for other sockets, such as local ones.
    var ip: IPAddress? { ipAddress.flatMap { IPAddress($0.prefix { $0 != "%" }) } }
}

extension IPAddress {
    /// The address of a connection that was closed before its peer could be read. No proxy has it.
    static let none = IPAddress("0.0.0.0")!
}

/// Finds the client of a request once, before other middlewares use it.
struct BelievedClient: RouterMiddleware {
    let trusted: [AddressRange]

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let forwarding = Forwarding(request.headers)
        let peer = context.client.ip
        context.client = ClientAddress(peer: peer, forwarding: forwarding, trusted: trusted)
        context.hosts = [request.head.authority].compactMap { $0 }
        if trusted.contains(where: { $0.contains(peer) }) {
            context.hosts += Forwarding.elements(forwarding.forwardedHost).map(String.init)
        }
        return try await next(request, context)
    }
}

extension Forwarding {
    init(_ headers: HTTPFields) {
        forwardedFor = headers[values: .forwardedFor]
        forwardedProto = headers[values: .forwardedProto]
        forwardedHost = headers[values: .forwardedHost]
    }
}

/// The name of a header line. Hummingbird exports the type of the lines, but not that of their names.
typealias HeaderName = HTTPFields.Element.Name

extension HeaderName {
    static let forwardedFor = HeaderName("X-Forwarded-For")!
    static let forwardedProto = HeaderName("X-Forwarded-Proto")!
    static let forwardedHost = HeaderName("X-Forwarded-Host")!
}
