import Facilities
import TestSupport
import Testing

@testable import Photographs

@Suite struct MutationTests {
    @Test(arguments: ["located.jpg", "progressive.jpg", "coloured.jpg", "located.png", "located.webp", "clear.webp"])
    func noAlterationOfAFileBreaksTheReaderOrKeepsThePlace(name: String) async throws {
        let samples = try await Samples()
        defer { samples.remove() }
        let bytes = try samples[name]
        var random = SplitMix(seed: 21)
        var accepted = 0
        for _ in 0..<150 {
            guard let photograph = try? Photograph.accept(bytes.altered(&random)) else { continue }
            accepted += 1
            #expect(!photograph.bytes.contains(Samples.secret))
            #expect(photograph.bytes.count <= Photograph.mostKept)
            #expect((try? Photograph.accept(photograph.bytes)) == photograph)
        }
        #expect(accepted > 0)
    }

    /// A decoder that gives up in the middle leaves the writer with half an image.
    @Test(arguments: [("plain.jpg", PhotographType.jpeg), ("located.png", .png), ("lossless.webp", .webp)])
    func noAlterationBreaksTheWriterOfSmallerImages(name: String, type: PhotographType) async throws {
        let samples = try await Samples()
        defer { samples.remove() }
        let bytes = try samples[name]
        var random = SplitMix(seed: 22)
        var written = 0
        for _ in 0..<150 {
            let pixels = try? ImageDecoder.shrink(bytes.altered(&random), type, side: 80, quality: 80)
            if let pixels, PhotographProblem?.none == problem(pixels) { written += 1 }
        }
        #expect(written > 0)
    }
}

extension [UInt8] {
    /// The bytes with up to five alterations: mostly near the beginning, where the structure is.
    fileprivate func altered(_ random: inout SplitMix) -> [UInt8] {
        var bytes = self
        for _ in 0..<Int.random(in: 1...5, using: &random) where bytes.count > 16 {
            let end = Bool.random(using: &random) ? Swift.min(700, bytes.count) : bytes.count
            let place = Int.random(in: 3..<end, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] = .random(in: 0...255, using: &random)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(.random(in: 0...255, using: &random), at: place)
            case 4: bytes[place] = [0, 0xFF, 0x7F].randomElement(using: &random) ?? 0
            default: bytes.removeLast(Int.random(in: 1...10, using: &random))
            }
        }
        return bytes
    }
}
