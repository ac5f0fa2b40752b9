import Foundation
import MQTT
import Testing

@testable import Gateway

/// Writes the messages of this program, and where they go, under the release that `MASHANG_WRITE_GOLDEN` names.
struct WriteGoldenMessages {
    private static let release = ProcessInfo.processInfo.environment["MASHANG_WRITE_GOLDEN"]

    @Test(.enabled(if: release != nil)) func everyMessageIsWritten() throws {
        let folder = GoldenMessageTests.golden.appending(path: try #require(Self.release))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let published = GoldenMessages.published
        for (name, payload) in published.mapValues(\.payload).merging(GoldenMessages.others, uniquingKeysWith: { $1 }) {
            try Data(payload + [UInt8(ascii: "\n")]).write(to: folder.appending(path: "\(name).json"))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let topics = try encoder.encode(published.mapValues(Topic.init))
        try (topics + Data("\n".utf8)).write(to: folder.appending(path: "topics.json"))
    }
}
