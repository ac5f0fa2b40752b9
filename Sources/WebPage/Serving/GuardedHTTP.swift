import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// HTTP/1.1 on a connection with limits.
struct GuardedHTTP: ServerChildChannel {
    let http: HTTP1Channel
    let connections: Connections
    let limits: ServingLimits
    let bodies: BodyLimits

    init(
        _ connections: Connections, _ limits: ServingLimits, _ bodies: BodyLimits,
        responder: @escaping HTTP1Channel.Responder
    ) {
        (self.connections, self.limits, self.bodies) = (connections, limits, bodies)
        let head = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: limits.headBytes, maxHeaderListSize: limits.headBytes,
            maxHeaderFieldCount: limits.headLines)
        // The guard enforces the times, since Hummingbird's idle time-out restarts with every byte.
        http = HTTP1Channel(
            responder: responder, configuration: .init(idleTimeout: nil, httpDecoderConfiguration: head))
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        guard let number = connections.open(channel) else {
            return channel.close().flatMapThrowing { throw ChannelError.ioOnClosedChannel }
        }
        channel.closeFuture.whenComplete { _ in connections.close(number) }
        return http.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let guardian = ConnectionGuard(number, of: connections, limits, bodies)
            try pipeline.addHandler(guardian, position: .after(parser))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }
}
