import Addresses
import Hummingbird

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
