import Facilities
import Foundation
import TestSupport
import Testing

@testable import Labels

@Suite(.timeLimit(.minutes(30))) struct DirtTests {
    /// 60 labels, or 1,000 where somebody asks for the long run.
    private static let count = ProcessInfo.processInfo.environment["MASHANG_FAULTS"] == "long" ? 1000 : 60

    private let clean = try! TemporaryFolder()
    private let dirty = try! TemporaryFolder()

    @Test func labelsOf25MillimetresWithStainsOver15PercentOfTheCodeAreRead() async throws {
        var generator = SplitMix(seed: 25)
        let maker = try #require(NewCodes(prefix: "NJ320104", kind: .fumePurifier))
        let codes = maker.make(Self.count, besides: [], using: &generator).map(\.description)
        let labels = try codes.map { try Label.sample($0, kind: .fumePurifier, name: "秦淮小馆") }
        for label in labels {
            try Data(label.png(width: 25)).write(to: URL(filePath: "\(clean.path)/\(label.code).png"))
        }
        let (layout, side) = (labels[0].layout, labels[0].symbol.side)
        let places = [layout.symbolTop, side].map { "\(Double($0) / Double(layout.height))" }
        let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"
        let peer = Program.repository + "/Tests/LabelsTests/Peers/dirt.py"
        let made = try await result(
            of: python, [peer, "1", "0.15", "25"] + places + [dirty.path] + codes.map { "\(clean.path)/\($0).png" })
        try #require(made.status == 0, "\(made.output)")
        // Four looks at each, as a phone takes many a second.
        let looks = codes.flatMap { code in (0..<4).map { "\(dirty.path)/\(code)-\($0).png" } }
        let read = try await output(of: "zbarimg", ["--raw", "-q", "--nodbus", "-Sdisable", "-Sqrcode.enable"] + looks)
        let lines = Set(read.split(separator: "\n").map(String.init))
        let urls = Set(codes.map { "https://ma.example.cn/q/\($0)" })
        let right = lines.intersection(urls).count
        print("dirt \(right) of \(codes.count) labels were read")
        // None is read as something else. A bar code that a reader sees in stains is none of ours.
        #expect(lines.subtracting(urls).isEmpty)
        #expect(right * 100 >= codes.count * 95, "\(right) of \(codes.count)")
    }
}
