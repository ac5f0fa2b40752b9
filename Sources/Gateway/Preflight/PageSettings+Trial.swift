import Facilities
import NIOCore
import NIOPosix
import SiteConfiguration
import WebPage

extension Configuration.PageSettings {
    /// Returns the reason why the page could not be served there if it is now served on `other`; nil if it could. A gateway
    /// that starts without its page tries again and continues to measure, so only one that has a page can lose it.
    func obstacle(besides other: Self) async -> Text? {
        // The gateway's own port will be free then.
        guard port != other.port else { return nil }
        do {
            let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1).bind(host: host, port: Int(port)).get()
            try await server.close()
            return nil
        } catch {
            let reason = Text(networkError: error)
            return Text(zh: "page：\(host):\(port)：\(reason.zh)", en: "page: \(host):\(port): \(reason.en)")
        }
    }
}
