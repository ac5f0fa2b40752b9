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
