import Addresses
import Facilities
import Testing

@testable import WebPage

/// Forms that come slowly, and what others can send meanwhile.
@Suite(.timeLimit(.minutes(2))) struct SlowFormTests {
    private let cook = Operator(name: "刘大姐", role: .owner, since: FixedSource.noon - .days(9))
    private let path = "/q/NJ320104F000025/do/cleaning"
    private let complaint = "/q/NJ320104T000056/do/complaint"
    private let access = PageAccess(trustedProxies: [AddressRange("127.0.0.1")!], allowsPlainPIN: true)

    @Test func slowBodiesThatDeclareMuchKeepNobodyFromAForm() async throws {
        let door = TestDoor([(cook, pin: "123456")])
        try await Site.serve(FixedSource(details: [.kitchen, .point]), door: door, access: access) { site in
            var slow: [RawClient] = []
            for _ in 0..<10 {
                let client = try await RawClient.connect(to: site.port)
                try await client.send(
                    "POST \(complaint) HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.1\r\n"
                        + "Content-Type: multipart/form-data; boundary=a\r\nContent-Length: 24000000\r\n\r\n"
                        + String(repeating: "a", count: 100_000))
                slow.append(client)
            }
            let near = ["X-Forwarded-For": "192.0.2.1"]
            let far = ["X-Forwarded-For": "192.0.2.2"]
            let signIn = try await site.post(
                "/signin", [("token", try await site.token("/signin")), ("name", "刘大姐"), ("pin", "123456")],
                headers: near)
            #expect(signIn.status == 303)
            let cookie = String(signIn.headers["set-cookie"]?.prefix { $0 != ";" } ?? "")
            let token = try await site.token(path, cookie: cookie)
            let cleaning = [
                ("token", token), ("at", "2026-11-24"), ("by", "self"), ("damage", "none"), ("parts", "plates"),
            ]
            #expect(try await site.post(path, cleaning, cookie: cookie, headers: near).status == 303)
            let other = [("token", try await site.token(complaint)), ("category", "fume"), ("occurrence", "now")]
            let picture = [UInt8](repeating: 7, count: 10_000_000)
            let sent = try await site.post(complaint, other, files: [("photographs", picture)], headers: far)
            #expect(sent.status == 303)
            #expect(door.entered.count == 2 && door.photographs == 1)
        }
    }
}
