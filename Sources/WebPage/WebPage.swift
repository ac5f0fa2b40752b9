import Hummingbird
import HummingbirdCore
public import Logging
public import ServiceLifecycle

/// What a person sees after scanning: served on the site's network, without scripts, for a phone first.
public struct WebPage: Service {
    private let host: String
    private let port: UInt16
    private let routes: PageRoutes
    private let logger: Logger
    private let onServing: @Sendable (_ port: UInt16) -> Void
    /// How long until an address that could not be had is tried again.
    var patience = Duration.seconds(30)

    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - site: the heading over all facilities.
    ///   - utcOffset: how far local clocks are ahead of UTC, in seconds.
    ///   - onServing: told the port when the page can be read.
    public init(
        host: String, port: UInt16, site: String, utcOffset: Int, source: any PageSource, logger: Logger,
        onServing: @escaping @Sendable (_ port: UInt16) -> Void
    ) throws {
        (self.host, self.port) = (host, port)
        (self.logger, self.onServing) = (logger, onServing)
        routes = PageRoutes(source: source, site: site, utcOffset: utcOffset, templates: try Templates())
    }

    /// Serves until shutdown. An address that cannot be had is no reason to stop measuring: it is tried again.
    public func run() async throws {
        while !Task.isShuttingDownGracefully {
            do {
                return try await application.run()
            } catch {
                logger.error(
                    "The page cannot be served; trying again in \(patience)",
                    metadata: ["address": "\(host):\(port)", "reason": "\(error)"]
                )
                await cancelWhenGracefulShutdown { try? await Task.sleep(for: patience) }
            }
        }
    }

    private var application: some ApplicationProtocol {
        // Hummingbird says more than an operator of the gateway wants to read.
        var quiet = logger
        quiet.logLevel = max(.warning, logger.logLevel)
        return Application(
            router: routes.router,
            server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: Int(port)),
                availableConnectionsDelegate: MaximumAvailableConnections(64)
            ),
            onServerRunning: { [onServing] channel in
                onServing(channel.localAddress?.port.flatMap(UInt16.init(exactly:)) ?? 0)
            },
            logger: quiet
        )
    }
}
