import Facilities
import Hummingbird
import HummingbirdCore
public import Logging
public import ServiceLifecycle

/// The web server of the page that a person sees after scanning a QR code.
public struct WebPage: Service {
    private let host: String
    private let port: UInt16
    private let routes: PageRoutes
    private let logger: Logger
    private let onServing: @Sendable (_ port: UInt16) -> Void
    private let access: PageAccess
    /// The time until an address that could not be bound is tried again.
    var patience = Duration.seconds(30)
    var limits = ServingLimits()
    var bodies = PageRoutes.bodies

    /// - Parameters:
    ///   - port: the TCP port; 0 for any free port.
    ///   - site: the heading over all facilities.
    ///   - utcOffset: how far local clocks are ahead of UTC, in seconds.
    ///   - access: which proxies are trusted, and what is accepted over which connection.
    ///   - onServing: is called with the port as soon as the page can be read.
    /// - Throws: an error of the template library, which means that the program was built wrongly.
    public init(
        host: String, port: UInt16, site: String, utcOffset: Int, access: PageAccess, source: any PageSource,
        door: any PageDoor, logger: Logger, onServing: @escaping @Sendable (_ port: UInt16) -> Void
    ) throws {
        (self.host, self.port) = (host, port)
        (self.logger, self.onServing, self.access) = (logger, onServing, access)
        routes = PageRoutes(
            site: PageSite(
                source: source, door: door, title: site, utcOffset: utcOffset, access: access,
                templates: try Templates()))
    }

    /// Serves until shutdown. If the address cannot be bound, measuring continues and the address is tried again.
    public func run() async throws {
        while !Task.isShuttingDownGracefully {
            do {
                return try await application.run()
            } catch {
                logger.error(
                    "The page cannot be served; trying again in \(patience)",
                    metadata: ["address": "\(host):\(port)", "reason": "\(Text(networkError: error).en)"]
                )
                await cancelWhenGracefulShutdown { try? await Task.sleep(for: patience) }
            }
        }
    }

    private var application: some ApplicationProtocol {
        // Hummingbird logs more than an operator of the gateway wants to read.
        var quiet = logger
        quiet.logLevel = max(.warning, logger.logLevel)
        return Application(
            router: routes.router,
            server: server,
            configuration: ApplicationConfiguration(address: .hostname(host, port: Int(port))),
            onServerRunning: { [onServing] channel in
                onServing(channel.localAddress?.port.flatMap(UInt16.init(exactly:)) ?? 0)
            },
            logger: quiet
        )
    }

    private var server: HTTPServerBuilder {
        let connections = Connections(limits, trusted: access.trustedProxies)
        return HTTPServerBuilder { [limits, bodies] responder in
            GuardedHTTP(connections, limits, bodies, responder: responder)
        }
    }
}
