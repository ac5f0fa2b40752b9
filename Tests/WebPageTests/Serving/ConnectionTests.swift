import NIOCore
import Testing

@testable import WebPage

/// Clients that keep connections, send slowly, or do not read, and what others see of them.
@Suite(.timeLimit(.minutes(2))) struct ConnectionTests {
    private let page = RawClient.get("/page", lines: "Connection: close\r\n")

    @Test(arguments: [70, 200]) func idleConnectionsKeepNobodyFromAPage(count: Int) async throws {
        try await GuardedServer.serve { server in
            var idle: [RawClient] = []
            for _ in 0..<count { idle.append(try await RawClient.connect(to: server.port)) }
            let start = ContinuousClock.now
            let visitor = try await RawClient.connect(to: server.port)
            try await visitor.send(page)
            #expect(await visitor.receiveAll().hasSuffix("a page"))
            // The idle ones would stay for 10 s.
            #expect(ContinuousClock.now - start < .seconds(5))
            #expect(await idle[0].receiveAll() == "")
            #expect(server.connections.count <= ServingLimits().perAddress)
        }
    }

    @Test func aConnectionWithARequestUnderWayDoesNotGiveWay() async throws {
        var limits = ServingLimits()
        limits.perAddress = 2
        // The form is slow here for as long as the others take, and a busy machine takes its time.
        limits.bodySpan = limits.body
        try await GuardedServer.serve(limits) { server in
            let form = try await RawClient.connect(to: server.port)
            try await form.send("POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab")
            while server.connections.count != 1 || server.connections.waiting != 0 {
                try await Task.sleep(for: .milliseconds(5))
            }
            let idle = try await RawClient.connect(to: server.port)
            // Two that come at once may be taken in either order, and the first would give way.
            while server.connections.count != 2 { try await Task.sleep(for: .milliseconds(5)) }
            for _ in 0..<5 {
                let visitor = try await RawClient.connect(to: server.port)
                try await visitor.send(page)
                #expect(await visitor.receiveAll().hasSuffix("a page"))
                visitor.close()
                // Until the server has seen the end of this one, the next would be one too many.
                while server.connections.count > 1 { try await Task.sleep(for: .milliseconds(5)) }
            }
            #expect(await idle.receiveAll() == "")
            try await form.send("c")
            #expect(await form.receive { $0.hasSuffix("3 bytes") }.hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func clientsThatSendALineNowAndThenAreClosedAndAPageIsServedMeanwhile() async throws {
        var limits = ServingLimits()
        limits.head = .seconds(3)
        try await GuardedServer.serve(limits) { server in
            let (connected, connecting) = AsyncStream<Void>.makeStream()
            try await withThrowingTaskGroup(of: String.self) { tasks in
                for _ in 0..<64 {
                    tasks.addTask {
                        let client = try await RawClient.connect(to: server.port)
                        connecting.yield()
                        try? await client.send("GET /page HTTP/1.1\r\n")
                        // A line a second against a limit of 10 s, in a third of the time.
                        while (try? await client.send("X-Line: a\r\n")) != nil {
                            try await Task.sleep(for: .milliseconds(300))
                        }
                        return await client.receiveAll()
                    }
                }
                // One that came later could push a visitor out who has not asked yet.
                var others = connected.makeAsyncIterator()
                for _ in 0..<64 { await others.next() }
                for _ in 0..<5 {
                    let visitor = try await RawClient.connect(to: server.port)
                    try await visitor.send(page)
                    #expect(await visitor.receiveAll().hasSuffix("a page"))
                }
                for try await received in tasks { #expect(received == "") }
            }
        }
    }

    @Test func aConnectionStaysBetweenRequestsUntilItsTimeIsOver() async throws {
        var limits = ServingLimits()
        limits.head = .seconds(4)
        try await GuardedServer.serve(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            for count in 1...3 {
                try await client.send(RawClient.get("/page"))
                let text = await client.receive { $0.components(of: "a page") == count }
                #expect(text.components(of: "HTTP/1.1 200") == count)
            }
            #expect(await client.receiveAll().components(of: "HTTP/1.1 200") == 3)
        }
    }

    @Test func aBodyThatTricklesIsCutOffWithAReason() async throws {
        var limits = ServingLimits()
        limits.bodySpan = .milliseconds(300)
        try await GuardedServer.serve(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 50000\r\n\r\n" + "a")
            let text = await client.receiveAll()
            #expect(text.hasPrefix("HTTP/1.1 408") && text.contains("上传太慢") && text.contains("nothing was stored"))
        }
    }

    @Test func aBodyThatComesAfterItsAnswerIsTimedToo() async throws {
        var limits = ServingLimits()
        limits.bodySpan = .seconds(3)
        try await GuardedServer.serve(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send("POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 50000\r\n\r\n" + "a")
            let text = await client.receiveAll()
            #expect(text.hasPrefix("HTTP/1.1 200") && text.components(of: "HTTP/1.1") == 1, "\(text)")
        }
    }

    @Test func aClientThatDoesNotReadIsCutOff() async throws {
        var limits = ServingLimits()
        limits.answer = .seconds(2)
        try await GuardedServer.serve(limits) { server in
            let client = try await RawClient.connect(to: server.port, reads: false)
            try await client.send(RawClient.get("/long"))
            while server.connections.count == 0 { try await Task.sleep(for: .milliseconds(5)) }
            while server.connections.count > 0 { try await Task.sleep(for: .milliseconds(5)) }
            #expect(client.received.isEmpty)
        }
    }

    @Test func aLongAnswerIsTakenWhole() async throws {
        try await GuardedServer.serve { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(RawClient.get("/long", lines: "Connection: close\r\n"))
            #expect(await client.receiveAll().utf8.count > GuardedServer.longAnswer)
        }
    }
}

extension String {
    /// How often a text is in this one.
    func components(of text: String) -> Int { ranges(of: text).count }
}
