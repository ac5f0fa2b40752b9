import Foundation
import TestSupport
import Testing

/// The pages in Debian's Chromium, as people see them.
@Suite(.timeLimit(.minutes(5))) struct BrowserTests {
    static let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"
    static let codes = ["NJ320104C000018", "NJ320104F000025", "NJ320104M000032", "NJ320104D000049", "NJ320104T000056"]

    /// Where the screenshots stay for a person to look at: `MASHANG_SCREENSHOTS`, if that is set.
    private func screenshots(else folder: TemporaryFolder) -> String {
        ProcessInfo.processInfo.environment["MASHANG_SCREENSHOTS"] ?? folder.path + "/screenshots"
    }

    @Test func everyKindsPageIsReadableByEverybodyOnEveryScreen() async throws {
        let folder = try TemporaryFolder()
        let profiles = Program.repository + "/device-profiles"
        let demo = try Program(["demo", "--seconds", "3600", "--profiles", profiles], in: folder)
        let address = try await demo.address()
        _ = try await demo.page()
        let urls = [address] + Self.codes.map { "\(address)q/\($0)" }
        let look = Program.repository + "/Tests/mashangTests/Peers/page/look.py"
        let looked = try await result(of: Self.python, [look, screenshots(else: folder), "h1"] + urls)
        #expect(looked.status == 0 && looked.output.contains("6 pages, 48 views"), "\(looked.output)")
        await demo.end(SIGTERM)
        #expect(demo.output.contains("NJ320104C000018  light"), "\(demo.output)")
    }

    @Test func whatIsHardToReadIsFound() async throws {
        let folder = try TemporaryFolder()
        let page = """
            <!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>a</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"></head>
            <body><main><p style="color: #bbb; background: #fff; width: 2000px">灰色的字看不清</p><div style="height: 900px"></div><h1>a</h1>
            <img src="missing.png"></main></body></html>
            """
        try page.write(toFile: folder.path + "/bad.html", atomically: true, encoding: .utf8)
        let look = Program.repository + "/Tests/mashangTests/Peers/page/look.py"
        let looked = try await result(of: Self.python, [look, folder.path, "h1", "file://\(folder.path)/bad.html"])
        #expect(looked.status == 1)
        for mistake in [
            "color-contrast: p:", "image-alt: img:", "wider than the screen", "below the first screen", "missing.png",
        ] {
            #expect(looked.output.contains(mistake), "\(mistake): \(looked.output)")
        }
    }

    /// A browser that is to send no referrer sends `Origin: null` with the forms of the page itself.
    @Test func aBrowsersFormIsAcceptedFromThePageItselfOnly() async throws {
        let folder = try TemporaryFolder()
        let port = freePort()
        let file = folder.path + "/gateway.yaml"
        try """
        gateway: {id: NJ-TEST-0001}
        journal: {path: \(folder.path)/journal.sqlite}
        page: {listen: "127.0.0.1:\(port)"}
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let gateway = try Program(["run", "--config", file], in: folder)
        _ = try await gateway.page()
        let origins = Program.repository + "/Tests/mashangTests/Peers/page/origins.py"
        let sent = try await result(of: Self.python, [origins, "\(port)"])
        #expect(
            sent.output == """
                own page to gateway.test 404
                own page to localhost 404
                other site to gateway.test 403
                other site to localhost 403

                """)
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }
}
