import Foundation
import MQTT
import Modbus
import TestSupport
import Testing

private func samples(_ messages: [Witness.Message], of code: String = Site.code) -> Int {
    messages.filter { $0.hasSamples(of: code) }
        .reduce(0) { $0 + ((($1.json["sequence"]) as? [Int])?.count ?? 0) }
}

@Suite(.serialized, .timeLimit(.minutes(10))) struct DaemonTests {
    @Test func nothingIsMissingAfterTheBrokerCameLateAndWentAway() async throws {
        let site = try Site()
        let witness = try Witness(of: site.broker)
        defer { witness.stop() }
        let program = try site.start()
        // The broker comes two seconds after the gateway, and goes for three seconds more.
        try await Task.sleep(for: .seconds(2))
        try await site.broker.start(for: witness)
        #expect(await witness.wait { samples($0) >= 3 })
        try await site.broker.stop(for: witness)
        try await Task.sleep(for: .seconds(3))
        let before = samples(witness.messages)
        try await site.broker.start(for: witness)
        #expect(await witness.wait { samples($0) >= before + 5 })
        #expect(await witness.wait { Witness.missing($0).isEmpty })
        #expect(await program.end(SIGTERM) == 0, "\(program.output)")
    }

    @Test func nothingIsMissingAfterAKill() async throws {
        let (site, witness) = try await Site.watched()
        defer { witness.stop() }
        for round in 1...3 {
            let program = try site.start()
            let goal = samples(witness.messages) + 3
            #expect(await witness.wait { samples($0) >= goal }, "round \(round): \(program.output)")
            await program.end(SIGKILL)
        }
        let program = try site.start()
        let goal = samples(witness.messages) + 3
        #expect(await witness.wait { samples($0) >= goal && Witness.missing($0).isEmpty })
        #expect(await program.end(SIGTERM) == 0)
    }

    @Test func aSilentDeviceIsMarkedAndTheOthersKeepTheirPeriods() async throws {
        let (site, witness) = try await Site.watched()
        defer { witness.stop() }
        let program = try site.start()
        let start = ContinuousClock.now
        #expect(await witness.wait { samples($0) >= 8 })
        // Eight samples at one a second: the silent unit, with a time-out of half a second, cost no more than its own.
        #expect(ContinuousClock.now - start < .seconds(30))
        let silent = witness.messages.first { $0.hasSamples(of: "NJ320104D000050") }?.text ?? ""
        #expect(silent.contains(#""w00":{"unit":"1","value":[null],"quality":["bad:noAnswer"]}"#), "\(silent)")
        let status = witness.messages.last { $0.topic.hasSuffix("/NJ320104D000050/status") }?.json
        #expect(status?["light"] as? String == "grey")
        #expect(await program.end(SIGTERM) == 0)
        #expect(await witness.wait { $0.last { $0.topic.hasSuffix("/state") }?.json["state"] as? String == "offline" })
    }

    @Test func aCommandIsAnsweredAndChangesTheLight() async throws {
        let (site, witness) = try await Site.watched()
        defer { witness.stop() }
        let program = try site.start()
        #expect(await witness.wait { $0.contains { $0.topic.hasSuffix("NJ320104T000056/status") } })
        let point = "NJ320104T000056"
        let wrong = try await site.command(point, #"{"schema":"mashang/command/9","record":{}}"#, by: witness)
        #expect(wrong.contains(#""answer":"refused""#))
        let record = #"{"at":"2026-11-20T02:00:00Z","by":"中心","body":{"kind":"complaint","id":"1","text":"异味"}}"#
        let right = try await site.command(point, #"{"schema":"mashang/command/2","record":\#(record)}"#, by: witness)
        #expect(right.contains(#""answer":"kept""#), "\(right)")
        #expect(
            await witness.wait { messages in
                messages.last { $0.topic.hasSuffix("NJ320104T000056/status") }?.json["light"] as? String == "red"
            }
        )
        #expect(await program.end(SIGTERM) == 0)
    }

    /// B3.
    @Test func aRetainedCommandIsRefusedOnceAndNothingIsEntered() async throws {
        let (site, witness) = try await Site.watched()
        defer { witness.stop() }
        let program = try site.start()
        let point = "NJ320104T000056"
        #expect(await witness.wait { $0.contains { $0.topic.hasSuffix("\(point)/status") } })
        let record = #"{"at":"2026-11-20T02:00:00Z","by":"中心","body":{"kind":"complaint","id":"1","text":"异味"}}"#
        let payload = #"{"schema":"mashang/command/2","record":\#(record)}"#
        let retained = try await site.command(point, payload, retain: true, by: witness)
        #expect(retained.contains(#""answer":"refused""#) && retained.contains(#""field":"retain""#), "\(retained)")
        // The broker has it and sends it again when the gateway comes back.
        let before = witness.messages.count
        site.broker.shut()
        try await site.broker.open()
        func states(_ messages: [Witness.Message]) -> [String?] {
            messages.dropFirst(before).filter { $0.topic.hasSuffix("/state") }.map { $0.json["state"] as? String }
        }
        #expect(await witness.wait { states($0).contains("offline") && states($0).last == "online" })
        // Behind the repeated one, which has no reply: the next reply is to this one.
        let plain = try await site.command(point, payload, by: witness)
        #expect(plain.contains(#""answer":"kept""#), "\(plain)")
        // Emptying the topic has no reply either.
        try site.publish(point, "", retain: true, by: witness)
        let again = try await site.command(point, payload, by: witness)
        // The same command once more: its first answer, and nothing new in the ledger.
        #expect(again == plain, "\(again)")
        func complaints(_ messages: [Witness.Message]) -> Int {
            messages.count { $0.topic.hasSuffix("/events") && $0.text.contains(#""kind":"complaint""#) }
        }
        #expect(await witness.wait { complaints($0) > 0 })
        #expect(complaints(witness.messages) == 1)
        #expect(witness.messages.count { $0.topic == Site.replies } == 3)
        let log = program.output
        #expect(log.components(separatedBy: "Retained command refused").count == 2, "\(log)")
        #expect(await program.end(SIGTERM) == 0)
    }
}
