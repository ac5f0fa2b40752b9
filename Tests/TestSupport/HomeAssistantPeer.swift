import Foundation

/// Home Assistant's own schemas and template engine, in a Python of their own.
public enum HomeAssistantPeer {
    /// `scripts/setup --home-assistant` installs it.
    private static let python = Program.repository + "/.venv-home-assistant/bin/python"

    public static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: python) }

    /// What it shows of an entity.
    public struct Entity: Decodable, Sendable {
        public var component: String
        public var id: String
        public var name: String
        public var device: String
        public var unit: String?
        public var state: String?
        public var availability: String?
    }

    /// Returns the entities that it makes of retained messages, in order of id.
    ///
    /// - Throws: what it refuses.
    public static func entities(
        of retained: [String: [UInt8]], prefix: String = "homeassistant"
    ) async throws -> [Entity] {
        let lines = retained.map { topic, payload in
            "{\"topic\":\"\(topic)\",\"payload\":\(String(decoding: payload, as: UTF8.self))}\n"
        }
        let script = Program.repository + "/Tests/mashangTests/Peers/home_assistant.py"
        let (status, output) = try await result(of: python, [script, prefix], input: lines.joined())
        guard status == 0 else { throw Refused(output: output) }
        return try output.split(separator: "\n").map { try JSONDecoder().decode(Entity.self, from: Data($0.utf8)) }
    }

    public struct Refused: Error {
        public var output: String
    }
}
