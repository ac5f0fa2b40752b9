import Addresses
import Facilities
import Testing

@testable import WebPage

/// Who may read `/metrics` and `/healthz`, and what they say.
@Suite(.timeLimit(.minutes(2))) struct MonitoringRouteTests {
    private let source = FixedSource()

    private func access(isOpen: Bool = false) -> PageAccess {
        PageAccess(trustedProxies: [AddressRange("127.0.0.1")!], allowsPlainPIN: false, isMetricsOpen: isOpen)
    }

    /// The status of a request that a proxy on this machine passes on.
    private func status(_ path: String, for client: String?, _ site: Site) async throws -> String {
        let visitor = try await RawClient.connect(to: site.port)
        let line = client.map { "X-Forwarded-For: \($0)\r\n" } ?? ""
        try await visitor.send(RawClient.get(path, lines: "Connection: close\r\n\(line)"))
        return await visitor.receiveAll()
    }

    @Test(arguments: ["/metrics", "/healthz"]) func onlyThisMachineIsAnswered(path: String) async throws {
        try await Site.serve(source, access: access()) { site in
            #expect(try await status(path, for: nil, site).hasPrefix("HTTP/1.1 200 OK\r\n"))
            // What a proxy passes on comes from elsewhere, whatever the proxy or the client says of it.
            for client in ["203.0.113.7", "127.0.0.1", "::1", "127.0.0.1, 203.0.113.7", "nonsense"] {
                let answer = try await status(path, for: client, site)
                #expect(answer.hasPrefix("HTTP/1.1 403 Forbidden\r\n"), "\(client)")
                #expect(answer.contains("只回答本机") && answer.contains("page: {metrics: open}"))
            }
        }
        try await Site.serve(source, access: access(isOpen: true)) { site in
            let answer = try await status(path, for: "203.0.113.7", site)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
    }

    @Test(arguments: ["::1", "127.0.0.1", "127.8.8.8", "::ffff:127.0.0.1"])
    func thisMachineHasSeveralAddresses(peer: String) throws {
        let client = ClientAddress(peer: try #require(IPAddress(peer)), forwarding: Forwarding(), trusted: [])
        #expect(client.isLoopback)
    }

    @Test func metricsHaveTheFormatsTypeAndCountTheRequests() async throws {
        try await Site.serve(source) { site in
            _ = try await site.get("/no-such-page")
            let answer = try await site.get("/metrics")
            #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(answer.headers["cache-control"] == "no-store")
            for line in [
                #"mashang_build_info{version="1.2.3"} 1"#, #"mashang_page_requests_total{status="4xx"} 1"#,
                "mashang_page_streams 0",
            ] { #expect(answer.body.contains("\(line)\n"), "\(line)") }
            #expect(try await site.get("/metrics", method: "HEAD").body.isEmpty)
            #expect(try await site.get("/metrics", method: "POST").status == 404)
        }
    }

    @Test func healthIsOkOrSaysWhyNot() async throws {
        try await Site.serve(source) { site in
            let well = try await site.get("/healthz")
            #expect((well.status, well.body) == (200, "ok\n"))
            #expect(try await site.get("/healthz", method: "HEAD").status == 200)
            source.machines.obstacle = Text(zh: "判定已停住31秒", en: "judging has hung for 31 s")
            let ill = try await site.get("/healthz")
            #expect((ill.status, ill.body) == (503, "判定已停住31秒\njudging has hung for 31 s\n"))
            #expect(try await site.get("/healthz", method: "HEAD").status == 503)
        }
    }
}
