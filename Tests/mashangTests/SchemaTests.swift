import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct SchemaTests {
    @Test func everyMessageThatIsSeenAtTheBrokerFitsItsSchema() async throws {
        let (site, witness) = try await Site.watched()
        defer { witness.stop() }
        let program = try site.start()
        #expect(await witness.wait { $0.contains { $0.topic.hasSuffix("NJ320104T000056/status") } })
        let complaint = #"{"at":"2026-11-20T02:00:00Z","by":"中心","body":{"kind":"complaint","id":"1","text":"异味"}}"#
        let note =
            #"{"at":"2026-11-20T03:00:00Z","by":"李","body":{"kind":"acknowledgement","rule":"complaint.answer"}}"#
        for record in [complaint, note, "{}"] {
            let command = #"{"schema":"mashang/command/2","record":\#(record)}"#
            _ = try await site.command("NJ320104T000056", command, by: witness)
        }
        #expect(await witness.wait { $0.contains { $0.text.contains(#""event":"acknowledged""#) } })
        // The first minute's means come five seconds after its end.
        #expect(await witness.wait(upTo: .seconds(90)) { $0.contains { $0.topic.hasSuffix("/means") } })
        #expect(await program.end(SIGTERM) == 0)
        #expect(await witness.wait { $0.last { $0.topic.hasSuffix("/state") }?.json["state"] as? String == "offline" })
        // The command that was wrong on purpose is omitted.
        let messages = witness.messages.map(\.text).filter { !$0.contains(#""record":{}"#) }
        let (status, output) = try await Self.validate(messages)
        #expect(status == 0, "\(output)")
        for schema in ["command", "event", "means", "readings", "reply", "state", "status"] {
            #expect(output.contains("mashang/\(schema)/2="), "no \(schema) in \(output)")
        }
    }

    @Test func whatDoesNotFitIsSaid() async throws {
        let wrong = #"{"schema":"mashang/state/2","gateway":"NJ","state":"sleeping","more":1}"#
        let (status, output) = try await Self.validate([wrong])
        #expect(status == 1)
        #expect(output.contains("$.state: 'sleeping' is not one of") && output.contains("'more' was unexpected"))
    }

    static func validate(_ messages: [String]) async throws -> (status: CInt, output: String) {
        let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"
        let validator = Program.repository + "/Tests/mashangTests/Peers/validate.py"
        // No payload has a line end in it: JSON writes it otherwise.
        return try await result(
            of: python, [validator, Program.repository + "/docs/schemas"], input: messages.map { $0 + "\n" }.joined())
    }
}
