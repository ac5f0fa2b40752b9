import Addresses
import Testing

@testable import WebPage

/// What the page answers to requests that none of its links and forms makes.
@Suite(.timeLimit(.minutes(2))) struct RequestChecksTests {
    private let proxy = PageAccess(trustedProxies: [AddressRange("127.0.0.1")!], allowsPlainPIN: false)

    /// Sends a request as it stands here, without what a client library would mend.
    private func answer(
        _ line: String, _ lines: [String] = [],
        access: PageAccess = PageAccess(trustedProxies: [], allowsPlainPIN: false)
    ) async throws -> String {
        var received = ""
        try await Site.serve(FixedSource(details: [.adsorber()]), access: access) { site in
            let client = try await RawClient.connect(to: site.port)
            let head = ["\(line) HTTP/1.1", "Connection: close"] + lines
            try await client.send(head.joined(separator: "\r\n") + "\r\n\r\n")
            received = await client.receiveAll()
        }
        return received
    }

    @Test(arguments: ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "CONNECT"])
    func onlyGetHeadAndPostAreAnswered(method: String) async throws {
        let target = method == "CONNECT" ? "a:443" : "/q/NJ320104C000018"
        let text = try await answer("\(method) \(target)", ["Host: a"])
        #expect(text.hasPrefix("HTTP/1.1 405") && text.contains("Allow: GET, HEAD, POST"), "\(text)")
    }

    @Test(arguments: [
        "/q/..%2f", "/q/%2e%2e/", "//", "/q//NJ320104C000018", "/q/%00", "/q/%zz", "/q/%", "/q/NJ320104C000018%2f..",
        "/../etc/passwd",
        "/q/%5c..%5c", "/q/%0d%0aSet-Cookie:a", "/%c0%af", "/q/./NJ320104C000018",
    ]) func tricksWithAPathLeadToTheMissingPage(path: String) async throws {
        let text = try await answer("GET \(path)", ["Host: a"])
        #expect(text.hasPrefix("HTTP/1.1 404") && text.contains("没有这个设施"), "\(text)")
        #expect(text.contains("Content-Security-Policy") && !text.lowercased().contains("set-cookie:a\r\n"))
    }

    @Test(arguments: [(2048, "200"), (2049, "414")]) func aTargetHasAtMostTwoKilobytes(length: Int, status: String)
        async throws
    {
        let path = "/?lang=en&a="
        let text = try await answer(
            "GET \(path)" + String(repeating: "a", count: length - path.utf8.count), ["Host: a"])
        #expect(text.hasPrefix("HTTP/1.1 \(status)"), "\(text.prefix(100))")
    }

    @Test func aPathWithATrailingSlashOrALongQueryStillLeadsToItsPage() async throws {
        #expect(try await answer("GET /q/NJ320104C000018/", ["Host: a"]).hasPrefix("HTTP/1.1 200"))
        #expect(try await answer("GET /q/NJ320104C000018?lang=%zz", ["Host: a"]).hasPrefix("HTTP/1.1 200"))
    }

    @Test(arguments: ["/", "/q/NJ320104C000018", "/page.css", "/nothing"]) func everyAnswerHasTheHeadersForBrowsers(
        path: String
    ) async throws {
        let text = try await answer("GET \(path)", ["Host: evil.example"])
        for line in [
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob:; connect-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options: nosniff", "Referrer-Policy: same-origin", "Permissions-Policy: camera=(self)",
            "Cross-Origin-Opener-Policy: same-origin",
        ] { #expect(text.contains(line), "\(line)") }
        #expect(!text.contains("evil.example") && !text.contains("Strict-Transport-Security"))
    }

    @Test(arguments: [
        (["Host: gw:8080"], false), (["Host: gw:8080", "Origin: http://gw:8080"], false),
        (["Host: gw", "Origin: http://gw:80"], false), (["Host: GW", "Origin: https://gw"], false),
        (["Host: gw:8080", "Origin: http://evil.example"], true), (["Host: gw:8080", "Origin: http://gw:8081"], true),
        (["Host: gw", "Origin: null"], true), (["Host: gw", "Origin: http://"], true),
        (["Host: gw", "Origin: gw"], true),
        (["Host: gw", "Origin: http://gw/a"], true), (["Host: gw", "Origin: http://gw@evil.example"], true),
        (["Host: gw", "Sec-Fetch-Site: cross-site"], true), (["Host: gw", "Sec-Fetch-Site: same-origin"], false),
        (["Host: gw", "Sec-Fetch-Site: none"], false),
        (["Host: gw", "Origin: null", "Sec-Fetch-Site: same-origin"], false),
        (["Host: gw", "Origin: http://evil.gw", "Sec-Fetch-Site: same-site"], true),
        (["Host: gw", "Sec-Fetch-Site: rubbish", "Origin: null"], true),
        (["Host: gw", "Origin: http://gw", "Sec-Fetch-Site: Cross-Site"], true),
        (["Host: gw", "X-Forwarded-Host: ma.example.cn", "Origin: https://ma.example.cn"], true),
    ]) func aFormOfAnotherSiteIsRefused(lines: [String], isRefused: Bool) async throws {
        let text = try await answer("POST /q/NJ320104C000018", lines + ["Content-Length: 0"])
        #expect(text.hasPrefix(isRefused ? "HTTP/1.1 403" : "HTTP/1.1 404"), "\(text.prefix(200))")
        #expect(!isRefused || text.contains("来自别的网站") && text.contains("was not stored"))
    }

    @Test func aTrustedProxyNamesTheHostThatWasAskedFor() async throws {
        let lines = ["Host: 127.0.0.1:8080", "X-Forwarded-Host: ma.example.cn", "Content-Length: 0"]
        let own = try await answer("POST /x", lines + ["Origin: https://ma.example.cn"], access: proxy)
        #expect(own.hasPrefix("HTTP/1.1 404"))
        let foreign = try await answer("POST /x", lines + ["Origin: https://evil.example"], access: proxy)
        #expect(foreign.hasPrefix("HTTP/1.1 403"))
    }

    @Test func readingIsOpenToLinksOfOtherSites() async throws {
        let lines = ["Host: gw", "Origin: http://evil.example", "Sec-Fetch-Site: cross-site"]
        #expect(try await answer("GET /q/NJ320104C000018", lines).hasPrefix("HTTP/1.1 200"))
    }
}
