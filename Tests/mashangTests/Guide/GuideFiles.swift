import Foundation
import TestSupport

/// The files that `docs/mqtt.md` shows, and the messages that releases publish.
enum GuideFiles {
    static let folder = Program.repository + "/docs/mqtt"
    static let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"

    static func text(_ name: String) throws -> String {
        try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    }

    /// A golden message, without the line end.
    static func golden(_ name: String) throws -> String {
        let file = Program.repository + "/Tests/GatewayTests/Golden/0.2.0/\(name).json"
        return try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .newlines)
    }

    /// Runs one of the Python programs of the guide.
    static func run(
        _ program: String, _ arguments: String..., input: [String]
    ) async throws -> (status: CInt, output: String) {
        try await result(
            of: python, [folder + "/" + program] + arguments, input: input.map { $0 + "\n" }.joined())
    }

    /// A line as `mosquitto_sub -F %J` prints it.
    static func line(_ topic: String, _ payload: String) -> String {
        #"{"tst":"2026-11-23T02:00:00Z","topic":"\#(topic)","qos":1,"retain":0,"payloadlen":9,"payload":\#(payload)}"#
    }

    /// Runs a script of the shell, with its arguments.
    static func shell(
        _ script: String, _ arguments: String..., in folder: TemporaryFolder, input: String = ""
    ) async throws -> (status: CInt, output: String) {
        try await result(
            of: "bash", ["-c", "cd \(folder.path) || exit\n" + script, "bash"] + arguments, input: input)
    }
}
