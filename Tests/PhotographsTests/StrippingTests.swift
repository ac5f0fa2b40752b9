import Facilities
import Foundation
import TestSupport
import Testing

@testable import Photographs

@Suite struct StrippingTests {
    @Test(arguments: [
        ("plain.jpg", PhotographType.jpeg, 1), ("located.jpg", .jpeg, 6), ("progressive.jpg", .jpeg, 1),
        ("grey.jpg", .jpeg, 1), ("ink.jpg", .jpeg, 1), ("coloured.jpg", .jpeg, 3), ("two.mpo", .jpeg, 1),
        ("located.png", .png, 8), ("clear.png", .png, 1), ("located.webp", .webp, 6), ("lossless.webp", .webp, 1),
        ("clear.webp", .webp, 3),
    ])
    func aSmallPhotographKeepsItsPixelsAndItsOrientationAndNothingElse(
        name: String, type: PhotographType, orientation: Int
    ) async throws {
        let samples = try await Samples()
        defer { samples.remove() }
        let before = try await samples.look(name)
        let photograph = try Photograph.accept(try samples[name])
        let after = try await samples.look(photograph)
        #expect(photograph.type == type)
        #expect(after.pixels == before.pixels)
        #expect(after.orientation == orientation)
        #expect(after.tags == (orientation == 1 ? 0 : 1))
        #expect(after.info.isEmpty)
        #expect(after.frames == 1)
        #expect(after.profile == (type == .jpeg ? before.profile : 0))
        #expect(!photograph.bytes.contains(Samples.secret))
    }

    @Test func takingInTwiceGivesTheSameBytes() async throws {
        let samples = try await Samples()
        defer { samples.remove() }
        for name in ["located.jpg", "coloured.jpg", "located.png", "located.webp", "clear.webp"] {
            let once = try Photograph.accept(try samples[name])
            #expect(try Photograph.accept(once.bytes) == once, "\(name)")
        }
    }

    @Test func whatStandsBehindTheImageIsCutOff() async throws {
        let samples = try await Samples()
        defer { samples.remove() }
        let script = Array("<script>alert(1)</script>".utf8)
        for name in ["plain.jpg", "clear.png", "lossless.webp"] {
            let bytes = try samples[name]
            #expect(try Photograph.accept(bytes + script) == Photograph.accept(bytes), "\(name)")
        }
    }

    @Test func bytesBetweenTheImageAndItsEndAreNotKept() async throws {
        let samples = try await Samples()
        defer { samples.remove() }
        let hidden = try samples["plain.jpg"].dropLast(2) + [UInt8](repeating: 0x41, count: 400) + [0xFF, 0xD9]
        let photograph = try Photograph.accept(Array(hidden))
        #expect(!photograph.bytes.contains([UInt8](repeating: 0x41, count: 40)))
        #expect(try await samples.look(photograph).width == 120)
    }

    @Test func theNameIsTheHashOfTheBytes() async throws {
        let samples = try await Samples()
        defer { samples.remove() }
        let photograph = try Photograph.accept(try samples["located.jpg"])
        let look = try await samples.look(photograph)
        #expect(look.format == "JPEG")
        let file = samples.folder.appending(path: "\(photograph.id).jpg").path
        #expect(try await sha256(file) == photograph.id.rawValue)
    }

    @Test(arguments: [
        "", "abc", "../../etc/passwd", String(repeating: "A", count: 64), String(repeating: "f", count: 65),
    ])
    func onlySixtyFourDigitsAreAName(text: String) {
        #expect(PhotographID(rawValue: text) == nil)
    }
}

private func sha256(_ file: String) async throws -> String {
    String(try await output(of: "sha256sum", [file]).prefix(64))
}
