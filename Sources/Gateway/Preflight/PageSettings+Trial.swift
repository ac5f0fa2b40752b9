import Facilities
import NIOCore
import NIOPosix
import SiteConfiguration
import WebPage

extension Configuration.PageSettings {
    /// Why the page could not be served there if it is served on `other` now; nil if it could. A gateway that starts without
    /// its page tries again and measures on: only one that has a page has something to lose.
    func obstacle(besides other: Self) async -> Text? {
        // The port that it has itself will be free then.
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
