import Testing

@testable import WebPage

/// Requests that are too large, cut short or no requests at all.
@Suite(.timeLimit(.minutes(2))) struct MalformedRequestTests {
    private func answer(_ text: String, bodies: BodyLimits = BodyLimits(), finishes: Bool = false) async throws
        -> String
    {
        var received = ""
        try await GuardedServer.serve(ServingLimits(), bodies) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(text)
            if finishes { try await client.finish() }
            received = await client.receiveAll()
            // The server serves the next client all the same.
            let next = try await RawClient.connect(to: server.port)
            try await next.send(RawClient.get("/page", lines: "Connection: close\r\n"))
            #expect(await next.receiveAll().hasSuffix("a page"))
        }
        return received
    }

    @Test func pipelinedRequestsAreAnsweredInTheirOrder() async throws {
        let requests =
            RawClient.get("/page") + RawClient.get("/nothing") + RawClient.get("/page", lines: "Connection: close\r\n")
        let text = try await answer(requests)
        let statuses = text.matches(of: /HTTP\/1.1 (\d+)/).map(\.1)
        #expect(statuses == ["200", "404", "200"])
    }

    @Test(arguments: [
        "rubbish\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /\u{0} HTTP/1.1\r\n\r\n", "FOO?? / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{FC}\u{3}\u{3}",
        "POST /form HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    ]) func whatIsNoRequestIsRefusedWithASentence(request: String) async throws {
        let text = try await answer(request)
        #expect(text.hasPrefix("HTTP/1.1 400") && text.contains("无法读懂"), "\(text)")
    }

    @Test func halfARequestAndNoMoreIsRefused() async throws {
        #expect(try await answer("GET /page HTTP/1.1\r\nHost: ", finishes: true).hasPrefix("HTTP/1.1 400"))
        #expect(try await answer("", finishes: true) == "")
    }

    @Test func aClientThatEndsWhatItSendsGetsItsAnswer() async throws {
        #expect(try await answer(RawClient.get("/page"), finishes: true).hasSuffix("a page"))
    }

    @Test(arguments: [
        (99, "200"), (1000, "431"),
    ]) func aHeadHasAtMostAHundredLines(lines: Int, status: String) async throws {
        let head = (2...lines).map { "X-\($0): a\r\n" }.joined() + "Connection: close\r\n"
        #expect(try await answer(RawClient.get("/page", lines: head)).hasPrefix("HTTP/1.1 \(status)"))
    }

    @Test func aLineOfMoreThan16KilobytesIsRefusedBeforeItEnds() async throws {
        let text = try await answer("GET /page HTTP/1.1\r\nX: " + String(repeating: "a", count: 20_000))
        #expect(text.hasPrefix("HTTP/1.1 431") && text.contains("Cookie"))
    }

    @Test(arguments: [(65_536, "200"), (65_537, "413")]) func aBodyIsBounded(count: Int, status: String) async throws {
        let body = String(repeating: "a", count: count)
        let head = "POST /form HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        let whole = try await answer("\(head)Content-Length: \(count)\r\n\r\n\(body)")
        #expect(whole.hasPrefix("HTTP/1.1 \(status)"), "\(whole)")
        let size = String(count, radix: 16)
        let chunked = try await answer("\(head)Transfer-Encoding: chunked\r\n\r\n\(size)\r\n\(body)\r\n0\r\n\r\n")
        #expect(chunked.hasPrefix("HTTP/1.1 \(status)"), "\(chunked)")
        #expect(status == "200" || whole.contains("64 kB") && chunked.contains("未保存"))
    }

    @Test func aPathMayHaveALimitOfItsOwn() async throws {
        let bodies = BodyLimits(ofPaths: ["/form": 100_000, "/q/*/complaint": 21 << 20])
        let request = "POST /form?a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 90000\r\n\r\n"
        let text = try await answer(request + String(repeating: "a", count: 90_000), bodies: bodies)
        #expect(text.hasSuffix("90000 bytes"))
        #expect(bodies.limit(of: "/q/NJ320104C000018/complaint?lang=en") == 21 << 20)
        #expect(bodies.limit(of: "/q/NJ320104C000018/a/complaint") == 65_536 && bodies.limit(of: "/") == 65_536)
    }

    @Test func aRefusalInPlaceOfALaterAnswerIsNotTakenForAnEarlierOne() async throws {
        let text = try await answer(RawClient.get("/long") + "rubbish\r\n\r\n")
        #expect(!text.contains("HTTP/1.1 400") || text.utf8.count > GuardedServer.longAnswer)
    }
}
