import Facilities
import Foundation
import TestSupport
import Testing

@testable import Photographs

@Suite struct RefusalTests {
    @Test func aPhonesHEICIsRefusedWithWhatToDoOnThePhone() async throws {
        let samples = try await Samples()
        defer { samples.remove() }
        let found = problem(try samples["phone.heic"])
        #expect(found == .heif)
        #expect(found?.text.zh.contains("兼容性最佳") == true)
        #expect(found?.text.en.contains("Most Compatible") == true)
        #expect(found?.text.zh.contains("截屏") == true)
    }

    @Test func whatIsNoPhotographIsRefusedByItsContent() async throws {
        let samples = try await Samples()
        defer { samples.remove() }
        #expect(problem(try samples["moving.gif"]) == .otherContent(.gif))
        #expect(problem(try samples["moving.webp"]) == .animated)
        #expect(problem(try samples["raw.tiff"]) == .otherContent(.tiff))
        #expect(problem(try samples["old.bmp"]) == .otherContent(.bitmap))
        #expect(problem(try samples["page.pdf"]) == .otherContent(.pdf))
        #expect(problem([UInt8](try Data(contentsOf: URL(filePath: "/bin/true")))) == .otherContent(.program))
        #expect(problem(Array("#!/bin/sh\n".utf8)) == .otherContent(.program))
        #expect(problem(Array("\u{FEFF} \n<?xml version='1.0'?><svg xmlns='…'/>".utf8)) == .otherContent(.svg))
        #expect(problem(Array("<!DOCTYPE html><p>".utf8)) == .otherContent(.html))
        #expect(problem([0, 0, 0, 0x18] + Array("ftypmp42".utf8)) == .otherContent(.video))
        #expect(problem(Array("a text".utf8)) == .otherContent(.unknown))
        #expect(problem([]) == .empty)
    }

    @Test(arguments: ["plain.jpg", "progressive.jpg", "clear.png", "located.webp", "lossless.webp"])
    func aPhotographThatIsCutOffIsRefused(name: String) async throws {
        let samples = try await Samples()
        defer { samples.remove() }
        let bytes = try samples[name]
        for count in [13, 40, bytes.count / 2, bytes.count - 3] {
            guard case .damaged = problem(Array(bytes[..<count])) else {
                Issue.record("\(name) of \(count) bytes was not refused as damaged")
                continue
            }
        }
    }

    @Test func aJPEGWhoseEndWasPutBehindItsFirstHalfIsRefused() async throws {
        let samples = try await Samples()
        defer { samples.remove() }
        let bytes = try samples["plain.jpg"]
        #expect(problem(Array(bytes[..<(bytes.count / 2)]) + [0xFF, 0xD9]) == .damaged(.jpeg))
    }

    @Test func twentyMegabytesAreReadAndOneByteMoreIsRefused() async throws {
        let samples = try await Samples()
        defer { samples.remove() }
        let plain = try samples["plain.jpg"]
        let filled = plain + [UInt8](repeating: 0, count: Photograph.mostTaken - plain.count)
        #expect(problem(filled) == nil)
        #expect(problem(filled + [0]) == .tooManyBytes(20_000_001))
        #expect(problem([UInt8](repeating: 0xFF, count: 30_000_000)) == .tooManyBytes(30_000_000))
        #expect(PhotographProblem.tooManyBytes(20_000_001).text.en.contains("20.1 MB, and 20 MB"))
    }

    @Test func aHeaderOfTooManyPixelsIsRefusedAtOnce() async throws {
        let samples = try await Samples()
        defer { samples.remove() }
        var png = try samples["clear.png"]
        png.replaceSubrange(16..<24, with: [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60])
        // The chunk's check, of 60,000 x 60,000 pixels in RGBA.
        png.replaceSubrange(29..<33, with: [0x80, 0xD2, 0x75, 0x42])
        var jpeg = try samples["plain.jpg"]
        let frame = try #require(Data(jpeg).range(of: Data([0xFF, 0xC0]))?.lowerBound)
        jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0xEA, 0x60, 0xEA, 0x60])
        let clock = ContinuousClock()
        let took = clock.measure {
            #expect(problem(png) == .tooManyPixels(.png, width: 60_000, height: 60_000))
            #expect(problem(jpeg) == .tooManyPixels(.jpeg, width: 60_000, height: 60_000))
        }
        #expect(took < .milliseconds(100))
    }

    @Test func aProgressiveJPEGMayHaveFewerPixelsThanOneThatIsDecodedRowByRow() async throws {
        let samples = try await Samples()
        defer { samples.remove() }
        // 6,000 x 5,000 is less than 64 million and more than 24 million.
        for (name, marker) in [("plain.jpg", UInt8(0xC0)), ("progressive.jpg", 0xC2)] {
            var bytes = try samples[name]
            let frame = try #require(Data(bytes).range(of: Data([0xFF, marker]))?.lowerBound)
            bytes.replaceSubrange(frame + 5..<frame + 9, with: [0x13, 0x88, 0x17, 0x70])
            let expected: PhotographProblem =
                marker == 0xC2 ? .tooManyPixels(.jpeg, width: 6000, height: 5000) : .damaged(.jpeg)
            #expect(problem(bytes) == expected, "\(name)")
        }
    }

    @Test func everyRefusalIsASentenceInBothLanguages() {
        let all: [PhotographProblem] =
            [
                .empty, .tooManyBytes(30_000_000), .heif, .animated,
                .tooManyPixels(.png, width: 60_000, height: 60_000),
                .damaged(.webp), .noMemory,
            ] + PhotographProblem.Content.allCases.map { .otherContent($0) }
        for text in all.map(\.text) {
            #expect(text.zh.contains("请") && text.en.contains(" "), "\(text)")
        }
        #expect(Set(all.map(\.text)).count == all.count)
    }
}
