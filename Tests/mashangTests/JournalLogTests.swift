import Foundation
import TestSupport
import Testing

/// What the program says to systemd's journal, which tells by JOURNAL_STREAM that it is there.
@Suite(.timeLimit(.minutes(10))) struct JournalLogTests {
    private let folder = try! TemporaryFolder()

    /// Runs the program by a shell that says of a file that it is the journal, and returns what came to it.
    private func said(_ configuration: String, isJournal: Bool = true) async throws -> String {
        let (file, log) = (folder.path + "/gateway.yaml", folder.path + "/log")
        try configuration.write(toFile: file, atomically: true, encoding: .utf8)
        let stream = isJournal ? "$(stat -c %d:%i '\(log)')" : "1:1"
        _ = try await output(
            of: "sh",
            [
                "-c",
                ": >'\(log)'; JOURNAL_STREAM=\(stream) timeout 2 '\(Program.path)' run --config '\(file)' 2>'\(log)'",
            ])
        return try String(contentsOfFile: log, encoding: .utf8)
    }

    private var right: String {
        "gateway: {id: A}\njournal: {path: \(folder.path)/j.sqlite}\npage: {listen: \"127.0.0.1:0\"}\n"
    }

    @Test func everyLineOfAWrongConfigurationIsAnError() async throws {
        let lines = try await said("gateway: {id: '!'}\npage: {listen: x}\n").split(separator: "\n")
        #expect(lines.count >= 2 && lines.allSatisfy { $0.hasPrefix("<3>/") || $0.hasPrefix("<3>\(folder.path)") })
    }

    @Test func aLineHasItsLevelAndNoTimeOfItsOwn() async throws {
        let text = try await said(right)
        #expect(text.contains(#/(?m)^<5>Page served address=http:\S+$/#), "\(text)")
    }

    @Test func whereTheJournalIsNotThereALineHasATimeAndNoNumber() async throws {
        let text = try await said(right, isJournal: false)
        #expect(text.contains("Page served") && !text.contains("<5>"), "\(text)")
    }
}
