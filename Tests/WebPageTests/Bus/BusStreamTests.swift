import Facilities
import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import WebPage

/// What a technician's page is sent while it is open.
@Suite(.timeLimit(.minutes(2))) struct BusStreamTests {
    private static let technician = Operator(name: "周工", role: .technician, since: FixedSource.noon - .days(9))
    private let door = TestDoor([(technician, pin: "123456")])
    private let source = FixedSource()

    private func open(_ site: Site, _ cookie: String) async throws -> RawClient {
        let client = try await RawClient.connect(to: site.port)
        try await client.send(RawClient.get("/bus/events", lines: "Cookie: \(cookie)\r\nAccept-Language: zh\r\n"))
        return client
    }

    /// Waits for the end of an event in which a text stands.
    private func receive(_ text: String, _ client: RawClient) async -> String {
        await client.receive { $0.contains(text) && $0.hasSuffix("\n\n\r\n") }
    }

    @Test func allIsSentFirstAndThenOnlyWhatChanges() async throws {
        try await Site.serve(source, door: door) { site in
            let client = try await open(site, try await site.signIn("周工", "123456"))
            let first = await receive("data-part=\"at\"", client)
            #expect(first.contains("Content-Type: text/event-stream\r\n") && first.contains("event: whole\n"))
            #expect(first.contains("data: <div data-part=\"machine\">") && first.contains("data-part=\"line0-3\""))
            source.machines.report.lines[0].devices[3].state = .online
            source.machines.report.asOf = FixedSource.noon + .seconds(7)
            let next = await receive("12:00:07", client).dropFirst(first.count)
            #expect(next.contains("data-part=\"line0-3\"") && next.contains("✔ 在线"), "\(next)")
            #expect(!next.contains("event: whole") && !next.contains("line0-1") && !next.contains("machine"))
        }
    }

    @Test func nothingIsSentWhileNothingChanges() async throws {
        try await Site.serve(source, door: door) { site in
            let client = try await open(site, try await site.signIn("周工", "123456"))
            let first = await receive("data-part=\"at\"", client)
            let asked = source.machines.asked
            // Three looks, in which only the time is another.
            while source.machines.asked < asked + 3 {
                source.machines.report.asOf = FixedSource.noon + .seconds(source.machines.asked)
                try await Task.sleep(for: .milliseconds(100))
            }
            source.machines.report.lines[0].busy = 0.5
            let next = await receive("占用 50 %", client).dropFirst(first.count)
            #expect(next.components(separatedBy: "data-part=\"at\"").count == 2, "\(next)")
        }
    }

    @Test func aHeartbeatIsACommentAndTheTime() {
        let time = BusPart(name: "at", html: "12:00:15")
        let text = String(buffer: BusStream.event([time], isWhole: false, isHeartbeat: true))
        #expect(text == ": heartbeat\ndata: <div data-part=\"at\">12:00:15</div>\n\n")
        // No line of the data ends the event, whatever the texts are.
        let part = BusPart(name: "machine", html: "a\n\n\r\nb\u{2028}c\rdata: x")
        let lines = String(buffer: BusStream.event([part], isWhole: true, isHeartbeat: false)).split(separator: "\n")
        #expect(lines.dropFirst(2).allSatisfy { $0.hasPrefix("data: ") } && lines.count > 4, "\(lines)")
    }

    @Test func oneAddressHasFourStreamsAndAClosedOneMakesAPlaceFree() async throws {
        try await Site.serve(source, door: door) { site in
            let cookie = try await site.signIn("周工", "123456")
            var clients: [RawClient] = []
            for _ in 0..<4 {
                clients.append(try await open(site, cookie))
                _ = await receive("event: whole", clients[clients.count - 1])
            }
            let refused = try await site.get("/bus/events", cookie: cookie)
            #expect(refused.status == 503 && refused.headers["retry-after"] == "10")
            #expect(refused.body.contains("同时打开的总线页面太多"))
            #expect(try await site.get("/bus", cookie: cookie).status == 200)
            clients.removeLast()
            while true {
                let next = try await open(site, cookie)
                if await next.receive(until: { $0.contains("\r\n\r\n") }).contains("200 OK") { break }
            }
        }
    }

    @Test func allTogetherHaveSixteen() async throws {
        let places = StreamPlaces()
        let end = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: Void.self)
        var open = (0..<16).compactMap { places.begin(for: "10.0.0.\($0 / 4)", until: end.futureResult) }
        #expect(open.count == 16 && places.count == 16)
        #expect(places.begin(for: "10.0.0.9", until: end.futureResult) == nil)
        open.removeLast()
        #expect(places.count == 15 && places.begin(for: "10.0.0.0", until: end.futureResult) == nil)
        let last = places.begin(for: "10.0.0.9", until: end.futureResult)
        #expect(last?.isOpen == true)
        end.succeed()
        while places.count > 0 { try await Task.sleep(for: .milliseconds(2)) }
        #expect(places.count == 0 && last?.isOpen == false && open.allSatisfy { !$0.isOpen })
        last?.close()
        #expect(places.count == 0)
    }

    @Test func aPersonWhoIsRemovedIsSentNothingMore() async throws {
        try await Site.serve(source, door: door) { site in
            let client = try await open(site, try await site.signIn("周工", "123456"))
            _ = await receive("event: whole", client)
            door.remove("周工")
            // The end of the answer, RFC 9112 section 7.1.
            #expect(await client.receive { $0.hasSuffix("\r\n0\r\n\r\n") }.hasSuffix("\r\n0\r\n\r\n"))
        }
    }

    @Test func thePageEndsAtOnceWithOpenStreams() async throws {
        var (clients, start): ([RawClient], ContinuousClock.Instant) = ([], .now)
        try await Site.serve(source, door: door) { site in
            let cookie = try await site.signIn("周工", "123456")
            for _ in 0..<4 {
                clients.append(try await open(site, cookie))
                _ = await receive("event: whole", clients[clients.count - 1])
            }
            start = .now
        }
        // The gateway gives the page 0.4 s; a busy machine takes its time.
        #expect(ContinuousClock.now - start < .seconds(5))
        for client in clients { #expect(await client.receiveAll().hasSuffix("\r\n0\r\n\r\n")) }
    }

    @Test func manyReadersCostOneReportASecond() async throws {
        let screens = BusScreens(source, templates: try Templates(), utcOffset: 28_800)
        let before = source.machines.asked
        for _ in 0..<50 { _ = await screens.screen(.zh) }
        #expect(source.machines.asked - before <= 2)
    }
}
