import Foundation
import TestSupport
import Testing

/// What programs that do not know the project read of messages, by the rules in their documentation.
struct ReaderTests {
    private static let rows = ["readings-rows", "backfill-rows"]

    @Test(.timeLimit(.minutes(5))) func aProgramDrawsTheRowsOfAGateway() async throws {
        let broker = try GatedBroker()
        let witness = try Witness(of: broker)
        defer { witness.stop() }
        try await broker.start(for: witness)
        let site = try UplinksSite(UplinksSite.uplink("owner", at: broker.port, mqtt: "format: rows"))
        let gateway = try site.start()
        #expect(await witness.wait { $0.count { $0.topic.hasSuffix("/readings") } >= 10 }, "\(gateway.output)")
        #expect(await gateway.end(SIGTERM) == 0)
        let rows = witness.messages.filter { $0.topic.hasSuffix("/readings") }.map(\.text)
        let (status, graph) = try await GuideFiles.run("graph.py", "p0", input: rows)
        #expect(status == 0 && graph.contains("p0: ") && graph.contains("<polyline"), "\(graph)")
        let points = try #require(graph.firstMatch(of: /points="([^"]+)"/)).output.1.split(separator: " ")
        #expect(points.count >= 10)
        // The device counts: the line rises from the lower left to the upper right.
        #expect(points.first == "10.0,290.0" && points.last == "790.0,30.0")
    }

    @Test func telegrafReadsRows() async throws {
        let metrics = try await telegraf("telegraf-rows.conf", Self.rows)
        #expect(
            metrics == [
                [
                    "readings",
                    "{'values_gateway': 'NJ-QH-0001', 'values_code': 'NJ320104C000018', 'values_device': 'line-1/3'}",
                    "{'values_epoch': 'k3f9a2', 'values_clock': 3, 'values_place': '一级箱', 'values_sequence': 7, "
                        + "'values_previous': 5, 'values_fanState': 1, 'values_fanState_quality': 'good', "
                        + "'values_pressureDrop': 812.5, 'values_pressureDrop_quality': 'uncertain:stuck'}",
                    "1795399207000000000",
                ],
                [
                    "readings",
                    "{'values_gateway': 'NJ-QH-0001', 'values_code': 'NJ320104C000018', 'values_device': 'line-1/3'}",
                    "{'values_epoch': 'k3f9a2', 'values_clock': 3, 'values_place': '一级箱', "
                        + "'values_about_rule': 'carbon.pressure', 'values_about_cause': 'p1/pressureDrop', "
                        + "'values_sequence': 9, 'values_pressureDrop': 3000, 'values_pressureDrop_quality': 'good', "
                        + "'values_pressureDrop_bound': 'atLeast', 'values_pressureDrop_raw': 2955.4}",
                    "1795399200000000000",
                ],
            ])
    }

    @Test func telegrafReadsColumns() async throws {
        let metrics = try await telegraf("telegraf-columns.conf", ["backfill"])
        let tags = "{'gateway': 'NJ-QH-0001', 'code': 'NJ320104C000018', 'device': 'line-1/3'}"
        #expect(
            metrics == [
                ["readings", tags, "{'sequence': 7, 'fanState': 1.0, 'pressureDrop': 812.5}", "1795399207000000000"],
                ["readings", tags, "{'sequence': 8, 'fanState': 1.0}", "1795399208000000000"],
            ])
    }

    private func telegraf(_ file: String, _ messages: [String]) async throws -> [[String]] {
        let peer = Program.repository + "/Tests/mashangTests/Peers/telegraf.py"
        let (status, output) = try await result(
            of: GuideFiles.python, [peer, GuideFiles.folder + "/" + file],
            input: messages.map { try GuideFiles.golden($0) + "\n" }.joined())
        #expect(status == 0, "\(output)")
        return output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    }

    /// https://thingsboard.io/docs/reference/mqtt-api/telemetry/: an array of objects with `ts`, Unix milliseconds, and `values`: texts,
    /// truth values, numbers, objects and lists.
    @Test(.timeLimit(.minutes(2))) func aBridgeBringsRowsToThingsBoard() async throws {
        let thingsBoard = try Broker()
        try await thingsBoard.start()
        let bridge = try GuideFiles.text("thingsboard.conf")
            .replacing("thingsboard.example:1883", with: "127.0.0.1:\(thingsBoard.port)")
        let witness = try Witness(port: thingsBoard.port)
        defer { witness.stop() }
        #expect(await witness.wait { _ in witness.isSubscribed })
        let broker = try Broker("allow_anonymous true\n" + bridge)
        try await broker.start()
        let folder = try TemporaryFolder()
        let sent = try [GuideFiles.golden(Self.rows[0]), GuideFiles.golden(Self.rows[1])]
        for (topic, row) in zip(["readings", "backfill"], sent) {
            let published = try await GuideFiles.shell(
                "mosquitto_pub -p \(broker.port) -q 1 -t \"$1\" -m \"$2\"",
                "mashang/2/NJ-QH-0001/NJ320104C000018/\(topic)", row, in: folder)
            #expect(published.status == 0, "\(published.output)")
        }
        #expect(await witness.wait { $0.count == 2 })
        #expect(Set(witness.messages.map(\.text)) == Set(sent))
        #expect(Set(witness.messages.map(\.topic)) == ["v1/devices/me/telemetry"])
        for message in witness.messages {
            let rows = try #require(try JSONSerialization.jsonObject(with: Data(message.payload)) as? [[String: Any]])
            for row in rows {
                #expect(Set(row.keys) == ["ts", "values"] && row["ts"] as? Int ?? 0 > 1_500_000_000_000)
                let values = try #require(row["values"] as? [String: Any])
                #expect(!values.isEmpty && !values.values.contains { $0 is NSNull })
            }
        }
    }
}
