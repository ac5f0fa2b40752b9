import Facilities
import Foundation
import TestSupport

@testable import Photographs

/// Photographs that Pillow and libheif made, and what Pillow reads in others.
struct Samples {
    let folder: URL

    /// The text that the makers put into every field of metadata.
    static let secret = Array("GPS-SECRET".utf8)

    private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Peers/photographs.py"
    ).path
    private static let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"

    /// What Pillow reads in a photograph.
    struct Look: Decodable, Equatable {
        var format: String
        var width, height, frames, orientation, tags: Int
        var info: [String]
        var profile: Int
        var pixels: String
        var corner: [Int]
        var mean: Int
    }

    /// Makes the photographs of a set: `make` or `large`.
    init(_ set: String = "make") async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "photographs-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let made = try await result(of: Self.python, [Self.script, set, folder.path])
        guard made.status == 0 else { throw NotMade(said: made.output) }
    }

    private struct NotMade: Error {
        var said: String
    }

    subscript(name: String) -> [UInt8] {
        get throws { try [UInt8](Data(contentsOf: folder.appending(path: name))) }
    }

    func look(_ name: String) async throws -> Look {
        let printed = try await output(of: Self.python, [Self.script, "look", folder.appending(path: name).path])
        return try JSONDecoder().decode(Look.self, from: Data(printed.utf8))
    }

    /// What Pillow reads in what is stored of a photograph.
    func look(_ photograph: Photograph) async throws -> Look {
        let name = "\(photograph.id).\(photograph.type.fileExtension)"
        try Data(photograph.bytes).write(to: folder.appending(path: name))
        return try await look(name)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}

extension [UInt8] {
    func contains(_ part: [UInt8]) -> Bool { Data(self).range(of: Data(part)) != nil }
}

/// Returns what is wrong with a file; nil if it is taken in.
func problem(_ bytes: [UInt8]) -> PhotographProblem? {
    do throws(PhotographProblem) {
        _ = try Photograph.accept(bytes)
        return nil
    } catch {
        return error
    }
}
