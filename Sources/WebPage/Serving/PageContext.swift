import Addresses
import Hummingbird
import NIOCore

/// A request, with what is believed of who sent it.
struct PageContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Set by `BelievedClient`, the first middleware of the router; until then it is the other end of the connection.
    var client: ClientAddress
    /// The authority that the client asked for: the request's `Host`, or what a trusted proxy says it was.
    var hosts: [String] = []
    /// Done when the connection is gone.
    let closing: EventLoopFuture<Void>

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        closing = source.channel.closeFuture
        let peer = source.channel.remoteAddress?.ip ?? .none
        client = ClientAddress(peer: peer, forwarding: Forwarding(), trusted: [])
    }
}

extension SocketAddress {
    /// Nil for what is no IP address, such as a local socket.
    var ip: IPAddress? { ipAddress.flatMap { IPAddress($0.prefix { $0 != "%" }) } }
}

extension IPAddress {
    /// The address of a connection that ended before it could be asked. Nobody trusts it.
    static let none = IPAddress("0.0.0.0")!
}

/// Finds out who sent a request, once, before anything else looks at it.
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

/// The name of a header line. Hummingbird exports the lines' type, and not that of their names.
typealias HeaderName = HTTPFields.Element.Name

extension HeaderName {
    static let forwardedFor = HeaderName("X-Forwarded-For")!
    static let forwardedProto = HeaderName("X-Forwarded-Proto")!
    static let forwardedHost = HeaderName("X-Forwarded-Host")!
}
