import Facilities
import Testing

@testable import Photographs

@Suite struct ShrinkingTests {
    @Test(arguments: [
        ("large.jpg", 2560, 1920, 6), ("large.png", 2000, 1500, 1), ("large.webp", 2560, 1920, 8),
    ])
    func aLargePhotographComesOutSmallWithItsOrientationAndNoPlace(
        name: String, width: Int, height: Int, orientation: Int
    ) async throws {
        let samples = try await Samples("large")
        defer { samples.remove() }
        let bytes = try samples[name]
        #expect(bytes.count > Photograph.mostKept && bytes.count <= Photograph.mostTaken)
        let before = try await samples.look(name)
        let photograph = try Photograph.accept(bytes)
        let after = try await samples.look(photograph)
        #expect(photograph.bytes.count <= Photograph.mostKept)
        #expect(photograph.type == .jpeg)
        #expect((after.width, after.height) == (width, height))
        // WebP has no EXIF of its own beside its chunk: it is carried over as well.
        #expect(after.orientation == orientation)
        #expect(after.tags == (orientation == 1 ? 0 : 1))
        #expect(abs(after.mean - before.mean) <= 2)
        #expect(!photograph.bytes.contains(Samples.secret))
    }

    @Test func whatIsClearBecomesWhite() async throws {
        let samples = try await Samples("large")
        defer { samples.remove() }
        let look = try await samples.look(try Photograph.accept(try samples["large-clear.png"]))
        #expect(look.corner.allSatisfy { $0 >= 250 })
    }
}
