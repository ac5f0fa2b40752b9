import Foundation
import TestSupport
import Testing

/// `docs/mqtt/holes.py` finds every hole, and none that is not there.
struct HolesTests {
    private static func readings(
        _ sequences: [Int], after previous: Int?, device: String = "d1", epoch: String = "e1", isAbout: Bool = false
    ) -> String {
        let previous = previous.map(String.init) ?? "null"
        let about = isAbout ? #""about":{"rule":"r","cause":"c"},"# : ""
        return GuideFiles.line(
            "mashang/2/G/C/readings",
            #"{"schema":"mashang/readings/2","gateway":"G","epoch":"\#(epoch)","code":"C","device":"\#(device)",\#(about)"#
                + #""sequence":\#(sequences),"previous":\#(previous),"time":[],"readings":{}}"#)
    }

    private static func event(_ sequence: Int, after previous: Int?, loss: ClosedRange<Int>? = nil) -> String {
        let what = loss.map { #","loss":{"from":\#($0.lowerBound),"to":\#($0.upperBound),"count":1,"reason":"full"}"# }
        return GuideFiles.line(
            "mashang/2/G/events",
            #"{"schema":"mashang/event/2","gateway":"G","epoch":"e1","code":null,"sequence":\#(sequence),"#
                + #""previous":\#(previous.map(String.init) ?? "null"),"event":"loss"\#(what ?? "")}"#)
    }

    private static func row(_ sequence: Int, after previous: Int?) -> String {
        let previous = previous.map { #","previous":\#($0)"# } ?? ""
        return GuideFiles.line(
            "mashang/2/G/C/readings",
            #"[{"ts":1,"values":{"gateway":"G","epoch":"e1","code":"C","device":"d1","sequence":\#(sequence)\#(previous)}}]"#
        )
    }

    private func holes(_ lines: [String]) async throws -> [String] {
        let (status, output) = try await GuideFiles.run("holes.py", input: lines)
        #expect(status == 0, "\(output)")
        return output.split(separator: "\n").map(String.init)
    }

    @Test func streamsWithoutHolesHaveNone() async throws {
        let lines = [
            Self.event(1, after: nil), Self.readings([2, 5], after: nil), Self.readings([3], after: nil, device: "d2"),
            // Late ones, and one of them twice.
            Self.readings([9], after: 7), Self.readings([7], after: 5), Self.readings([7], after: 5),
            // Around a finding there is no chain.
            Self.readings([6, 8], after: nil, isAbout: true),
            // The choice has changed, then the epoch.
            Self.readings([20], after: nil), Self.readings([4], after: nil, epoch: "e2"),
            Self.row(30, after: 20), Self.row(31, after: 30),
        ]
        #expect(try await holes(lines) == [])
        #expect(try await holes(lines.reversed()) == [])
    }

    @Test func aHoleIsFoundInItsStream() async throws {
        let found = try await holes([
            Self.readings([2], after: nil), Self.readings([9, 11], after: 7),
            Self.readings([7], after: nil, epoch: "e2"),
            Self.row(14, after: 12), Self.event(20, after: 1),
        ])
        #expect(
            found == [
                "G e1 C d1: 7 is missing, before 9", "G e1 C d1: 12 is missing, before 14",
                "G e1 gateway events: 1 is missing, before 20",
            ])
    }

    @Test(arguments: [(7...9, true), (8...8, true), (5...7, false), (9...12, false)])
    func aLossExplainsItsRangeOnly(range: ClosedRange<Int>, isExplained: Bool) async throws {
        let lines = [
            Self.readings([2], after: nil), Self.readings([10], after: 8), Self.event(13, after: nil, loss: range),
        ]
        #expect(try await holes(lines).isEmpty == isExplained)
    }

    @Test(.timeLimit(.minutes(5))) func aGatewayLeavesNoneOverAnOutageAKillAndAReload() async throws {
        let broker = try GatedBroker()
        let witness = try Witness(of: broker)
        defer { witness.stop() }
        try await broker.start(for: witness)
        let site = try UplinksSite(UplinksSite.uplink("bureau", at: broker.port))
        var gateway = try site.start()
        await site.measures(10)
        broker.shut()
        await site.measures(10)
        try await broker.open()
        await site.measures(5)
        _ = await gateway.end(SIGKILL)
        gateway = try site.start()
        await site.measures(10)
        try site.configure([UplinksSite.uplink("bureau", at: broker.port)], hasKitchen: false)
        gateway.send(SIGHUP)
        await site.measures(20)
        try await site.endAndExpectEverything(gateway, of: "bureau", at: witness)
        let lines = witness.messages.filter { !$0.payload.isEmpty }.map { GuideFiles.line($0.topic, $0.text) }
        #expect(try await holes(lines) == [])
        // Without a message in the middle there is one, at its last sample.
        let samples = witness.messages.filter(\.hasSamples)
        let middle = samples[samples.count / 2]
        let last = try #require((middle.json["sequence"] as? [Int])?.last)
        let others = witness.messages.filter { !$0.payload.isEmpty && $0.payload != middle.payload }
        let found = try await holes(others.map { GuideFiles.line($0.topic, $0.text) })
        #expect(found.count == 1 && found[0].contains(" \(last) is missing"), "\(found)")
    }
}
